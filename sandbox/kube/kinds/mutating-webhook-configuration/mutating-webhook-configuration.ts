import { defineKind } from '../../kind';
import { records } from '../../read';
import { list, struct } from '../../schema/build';
import { reinvocationPolicy, webhookProperties } from '../webhook-schema';

/** Webhooks that change objects before they are stored. */
export const mutatingWebhookConfiguration = defineKind({
  group: 'admissionregistration.k8s.io',
  versions: ['v1'],
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
  singular: 'mutatingwebhookconfiguration',
  shortNames: [],
  namespaced: false,
  description:
    'A mutating webhook configuration names the webhooks that change objects on their way in; sidecars come that way.',
  schema: struct('MutatingWebhookConfiguration', {
    webhooks: list(
      struct('MutatingWebhook', { ...webhookProperties, reinvocationPolicy }),
      'The webhooks, called in this order.',
    ),
  }),
  columns: [{ name: 'WEBHOOKS', value: (object) => String(records(object['webhooks']).length) }],
});
