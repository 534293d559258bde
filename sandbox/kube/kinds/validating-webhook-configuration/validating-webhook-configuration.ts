import { defineKind } from '../../kind';
import { records } from '../../read';
import { list, struct } from '../../schema/build';
import { webhookProperties } from '../webhook-schema';

/** Webhooks that judge objects before they are stored. */
export const validatingWebhookConfiguration = defineKind({
  group: 'admissionregistration.k8s.io',
  versions: ['v1'],
  kind: 'ValidatingWebhookConfiguration',
  plural: 'validatingwebhookconfigurations',
  singular: 'validatingwebhookconfiguration',
  shortNames: [],
  namespaced: false,
  description:
    'A validating webhook configuration names the webhooks that may refuse objects; istiod judges its own kinds that way.',
  schema: struct('ValidatingWebhookConfiguration', {
    webhooks: {
      ...list(struct('ValidatingWebhook', webhookProperties), 'The webhooks that are asked.'),
      unsupported: 'istiod judges its own kinds in any case, and nobody else is asked.',
    },
  }),
  columns: [{ name: 'WEBHOOKS', value: (object) => String(records(object['webhooks']).length) }],
});
