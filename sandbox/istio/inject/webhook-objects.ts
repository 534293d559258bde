import type { KubeObject } from '../../kube/index';

const NAMESPACE = 'istio-system';
const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';

type Json = Readonly<Record<string, unknown>>;

/** A condition of a label selector. */
function where(key: string, operator: string, ...values: readonly string[]): Json {
  return values.length === 0 ? { key, operator } : { key, operator, values };
}

const notRefused = where(INJECT, 'NotIn', 'false');
/** In the order in which the charts have them: by the revision of the namespace or the pod, then by the older labels. */
const selections: readonly (readonly [prefix: string, namespace: readonly Json[], pod: readonly Json[]])[] = [
  ['rev.namespace', [where(REVISION, 'In', 'default'), where(INJECTION, 'DoesNotExist')], [notRefused]],
  [
    'rev.object',
    [where(REVISION, 'DoesNotExist'), where(INJECTION, 'DoesNotExist')],
    [notRefused, where(REVISION, 'In', 'default')],
  ],
  ['namespace', [where(INJECTION, 'In', 'enabled')], [notRefused]],
  [
    'object',
    [where(INJECTION, 'DoesNotExist'), where(REVISION, 'DoesNotExist')],
    [where(INJECT, 'In', 'true'), where(REVISION, 'DoesNotExist')],
  ],
];
const never: Json = { matchLabels: { 'istio.io/deactivated': 'never-match' } };

const client = (path: string): Json => ({
  service: { name: 'istiod', namespace: NAMESPACE, path, port: 443 },
});

function injectionHooks(isActive: boolean): readonly Json[] {
  return selections.map(([prefix, namespace, pod]) => ({
    name: `${prefix}.sidecar-injector.istio.io`,
    clientConfig: client('/inject'),
    rules: [
      { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: '*' },
    ],
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: isActive ? { matchExpressions: namespace } : never,
    objectSelector: isActive ? { matchExpressions: pod } : never,
    sideEffects: 'None',
    timeoutSeconds: 10,
    admissionReviewVersions: ['v1'],
    reinvocationPolicy: 'Never',
  }));
}

function validationHook(name: string, revision: Json): Json {
  return {
    name,
    clientConfig: client('/validate'),
    rules: [
      {
        apiGroups: ['security.istio.io', 'networking.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['*'],
        scope: '*',
      },
    ],
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: { matchExpressions: [revision] },
    sideEffects: 'None',
    timeoutSeconds: 10,
    admissionReviewVersions: ['v1'],
  };
}

function configuration(
  kind: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  webhooks: readonly Json[],
): KubeObject {
  const metadata = { name, labels: { ...labels, [REVISION]: 'default', 'app.kubernetes.io/name': 'istiod' } };
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata, webhooks };
}

const injectorLabels = { app: 'sidecar-injector', 'operator.istio.io/component': 'Pilot' };
const validatorLabels = { app: 'istiod', istio: 'istiod' };
const tag = { 'istio.io/tag': 'default' };

/**
 * The webhooks of an installation of the default revision: the tag of that name has those that are in effect, the
 * revision's own are kept and match nothing (istioctl/pkg/tag DeactivateIstioInjectionWebhook).
 */
export const webhookObjects: readonly KubeObject[] = [
  configuration(
    'MutatingWebhookConfiguration',
    'istio-revision-tag-default',
    { ...injectorLabels, ...tag },
    injectionHooks(true),
  ),
  configuration(
    'MutatingWebhookConfiguration',
    'istio-sidecar-injector',
    injectorLabels,
    injectionHooks(false),
  ),
  configuration('ValidatingWebhookConfiguration', 'istio-validator-istio-system', validatorLabels, [
    validationHook('rev.validation.istio.io', where(REVISION, 'In', 'default')),
  ]),
  configuration(
    'ValidatingWebhookConfiguration',
    'istiod-default-validator',
    { ...validatorLabels, ...tag },
    [validationHook('validation.istio.io', where(REVISION, 'DoesNotExist'))],
  ),
];
