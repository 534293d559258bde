import type { Schema } from '../schema';
import { int32, list, opaque, struct, text } from '../schema/build';
import { labelSelector } from '../schema/label-selector';

const texts = (description: string): Schema => list(text(), description);

/** What both kinds of webhook have: when they are called, where, and what happens when they do not answer. */
export const webhookProperties: Readonly<Record<string, Schema>> = {
  name: text('The name of the webhook, with a domain.'),
  clientConfig: struct(
    'WebhookClientConfig',
    {
      url: text('Where the webhook is, when it is not a Service.'),
      service: struct(
        'ServiceReference',
        {
          name: text('The Service.'),
          namespace: text('Its namespace.'),
          path: text('The path that is asked for.'),
          port: { ...int32('The port of the Service; default 443.'), default: 443 },
        },
        'The Service that answers.',
      ),
      caBundle: text('PEM certificates that the answer is checked against, in base64.'),
    },
    'How the webhook is reached.',
  ),
  rules: list(
    struct('RuleWithOperations', {
      operations: texts('CREATE, UPDATE, DELETE, CONNECT, or *.'),
      apiGroups: texts('API groups; an empty text is the core group.'),
      apiVersions: texts('API versions.'),
      resources: texts('Kinds by their plural names.'),
      scope: { ...text('Cluster, Namespaced or *.'), default: '*' },
    }),
    'The writes that the webhook is called for.',
  ),
  failurePolicy: {
    ...text('Fail refuses the object when the webhook does not answer, Ignore goes on without.'),
    default: 'Fail',
  },
  matchPolicy: { ...text('Exact or Equivalent.'), default: 'Equivalent' },
  namespaceSelector: { ...labelSelector, description: 'Labels of the namespaces that count.', default: {} },
  objectSelector: { ...labelSelector, description: 'Labels of the objects that count.', default: {} },
  sideEffects: text('None or NoneOnDryRun.'),
  timeoutSeconds: { ...int32('Seconds to wait for an answer; default 10.'), default: 10 },
  admissionReviewVersions: texts('Versions of the question that the webhook understands.'),
  matchConditions: {
    ...list(opaque(), 'Expressions that have to be true.'),
    unsupported: 'the expressions are not looked at.',
  },
};

/** Never or IfNeeded: only webhooks that change objects are called again. */
export const reinvocationPolicy: Schema = {
  ...text('Never or IfNeeded: whether it is called again when a later webhook changed the object.'),
  default: 'Never',
};
