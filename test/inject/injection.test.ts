import { describe, expect, it } from 'vitest';
import { DEFAULT_INJECTION, injector, injectSidecar, istioKinds } from '../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { profileObjects } from '../../sandbox/runtime/index';
import { RandomSource } from '../../sandbox/sim/index';

function pod(metadata: Partial<KubeObject['metadata']> = {}, spec: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-7d4b9c-x2x9p', ...metadata },
    spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] }], ...spec },
  };
}

function isInjected(object: KubeObject): boolean {
  return object.metadata.labels?.['security.istio.io/tlsMode'] === 'istio';
}

/** What a cluster with an installation stores of a new pod. */
function created(
  object: KubeObject,
  labels: Readonly<Record<string, string>>,
  namespace = 'shop',
): KubeObject {
  const pod = { ...object, metadata: { ...object.metadata, namespace } };
  return installed(labels, namespace).create(pod).object;
}

function installed(labels: Readonly<Record<string, string>>, namespace = 'shop'): ApiServer {
  const api = createApiServer({
    kinds: createKindRegistry([...kubeKinds, ...istioKinds]),
    now: () => 1_795_255_200_000,
    random: new RandomSource(1),
    mutators: [injector(() => DEFAULT_INJECTION)],
  });
  for (const one of profileObjects('default')) api.create(one);
  const known = api.get({ kind: 'Namespace', namespace: '', name: namespace });
  if (known) api.patch({ kind: 'Namespace', namespace: '', name: namespace }, { metadata: { labels } });
  else api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } });
  return api;
}

describe('whether a pod gets a sidecar', () => {
  const inject = 'sidecar.istio.io/inject';
  it.each<[string, Record<string, string>, KubeObject, boolean]>([
    ['no labels at all', {}, pod(), false],
    ['the namespace asks', { 'istio-injection': 'enabled' }, pod(), true],
    [
      'the namespace refuses',
      { 'istio-injection': 'disabled' },
      pod({ labels: { [inject]: 'true' } }),
      false,
    ],
    ['the pod asks by itself', {}, pod({ labels: { [inject]: 'true' } }), true],
    ['the pod refuses', { 'istio-injection': 'enabled' }, pod({ labels: { [inject]: 'false' } }), false],
    [
      'the pod refuses by annotation',
      { 'istio-injection': 'enabled' },
      pod({ annotations: { [inject]: 'false' } }),
      false,
    ],
    ['the default revision', { 'istio.io/rev': 'default' }, pod(), true],
    ['another revision', { 'istio.io/rev': 'canary' }, pod(), false],
    [
      'istio-injection beats the revision',
      { 'istio-injection': 'enabled', 'istio.io/rev': 'canary' },
      pod(),
      true,
    ],
    ['the pod names the default revision', {}, pod({ labels: { 'istio.io/rev': 'default' } }), true],
    [
      'the host network cannot be intercepted',
      { 'istio-injection': 'enabled' },
      pod({}, { hostNetwork: true }),
      false,
    ],
  ])('%s', (_, namespace, object, injected) => {
    expect(isInjected(created(object, namespace))).toBe(injected);
  });

  it('never in the namespaces of the cluster itself', () => {
    expect(isInjected(created(pod(), { 'istio-injection': 'enabled' }, 'kube-system'))).toBe(false);
  });
});

describe('the webhooks', () => {
  const tag = {
    kind: 'MutatingWebhookConfiguration',
    namespace: '',
    name: 'istio-revision-tag-default',
  };
  const enabled = { 'istio-injection': 'enabled' };
  const inShop = (annotations: Readonly<Record<string, string>> = {}): KubeObject =>
    pod({ namespace: 'shop', annotations });

  it('inject nothing once they are deleted', () => {
    const api = installed(enabled);
    api.delete(tag);
    expect(isInjected(api.create(inShop()).object)).toBe(false);
  });

  it('are the ones that select: others of the same installation match nothing', () => {
    const api = installed(enabled);
    api.patch(tag, { webhooks: [] });
    expect(isInjected(api.create(inShop()).object)).toBe(false);
  });

  it('refuse a pod whose annotations cannot be read', () => {
    const api = installed(enabled);
    const annotations = {
      'traffic.sidecar.istio.io/excludeOutboundPorts': 'http',
      'sidecar.istio.io/proxyCPU': 'much',
    };
    expect(() => api.create(inShop(annotations))).toThrow(
      `admission webhook "namespace.sidecar-injector.istio.io" denied the request: failed to run injection template: 2 errors occurred:
\t* invalid value 'http' for annotation 'traffic.sidecar.istio.io/excludeOutboundPorts': excludeOutboundPorts invalid: failed parsing port 'http': failed parsing port 'http': strconv.ParseUint: parsing "http": invalid syntax
\t* invalid value 'much' for annotation 'sidecar.istio.io/proxyCPU': quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'

`,
    );
  });

  it.each<[string, (api: ApiServer) => void, string]>([
    [
      'has no Service',
      (api) => api.delete({ kind: 'Service', namespace: 'istio-system', name: 'istiod' }),
      'service "istiod" not found',
    ],
    [
      'is scaled to nothing',
      (api) =>
        api.patch(
          { kind: 'Deployment', namespace: 'istio-system', name: 'istiod' },
          { spec: { replicas: 0 } },
        ),
      'no endpoints available for service "istiod"',
    ],
  ])('let no pod pass while the control plane %s', (_, change, problem) => {
    const api = installed(enabled);
    change(api);
    expect(() => api.create(inShop())).toThrow(
      `Internal error occurred: failed calling webhook "namespace.sidecar-injector.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": ${problem}`,
    );
  });

  it('let pods pass without a sidecar when their failure is to be ignored', () => {
    const api = installed(enabled);
    const [first] = api.list('MutatingWebhookConfiguration');
    const hooks = (first?.['webhooks'] ?? []) as readonly object[];
    api.patch(tag, { webhooks: hooks.map((hook) => ({ ...hook, failurePolicy: 'Ignore' })) });
    api.delete({ kind: 'Service', namespace: 'istio-system', name: 'istiod' });
    expect(isInjected(api.create(inShop()).object)).toBe(false);
  });
});

describe('an injected pod', () => {
  const injected = injectSidecar(
    pod({
      labels: { app: 'front', version: 'v1', 'pod-template-hash': '7d4b9c' },
      annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9000' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-7d4b9c', uid: 'u', controller: true },
      ],
    }),
    'shop',
  );
  const spec = injected.spec as {
    readonly initContainers: readonly {
      readonly name: string;
      readonly args: readonly string[];
      readonly restartPolicy?: string;
      readonly env?: readonly { readonly name: string; readonly value?: string }[];
    }[];
    readonly containers: readonly unknown[];
  };

  it('starts the redirection, then the sidecar, and keeps its own containers', () => {
    expect(spec.initContainers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['istio-init', undefined],
      ['istio-proxy', 'Always'],
    ]);
    expect(spec.containers).toHaveLength(1);
  });

  it('redirects everything but the ports that are excluded', () => {
    expect(spec.initContainers[0]?.args.join(' ')).toBe(
      'istio-iptables -p 15001 -z 15006 -u 1337 -m REDIRECT -i * -x  -b * -d 15090,15021,9000,15020 --log_output_level=default:info',
    );
  });

  it('carries the labels by which the mesh knows it', () => {
    expect(injected.metadata.labels).toMatchObject({
      'security.istio.io/tlsMode': 'istio',
      'service.istio.io/canonical-name': 'front',
      'service.istio.io/canonical-revision': 'v1',
    });
    const owner = spec.initContainers[1]?.env?.find(({ name }) => name === 'ISTIO_META_OWNER');
    expect(owner?.value).toBe('kubernetes://apis/apps/v1/namespaces/shop/deployments/web');
  });

  it('is left alone the second time', () => {
    expect(injectSidecar(injected, 'shop')).toBe(injected);
  });
});
