import { describe, expect, it } from 'vitest';
import { injectSidecar } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';

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
    expect(isInjected(injectSidecar(object, 'default', namespace))).toBe(injected);
  });

  it('never in the namespaces of the cluster itself', () => {
    expect(isInjected(injectSidecar(pod(), 'kube-system', { 'istio-injection': 'enabled' }))).toBe(false);
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
    { 'istio-injection': 'enabled' },
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
    expect(injectSidecar(injected, 'shop', { 'istio-injection': 'enabled' })).toBe(injected);
  });
});
