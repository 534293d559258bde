import { describe, expect, it } from 'vitest';
import { injectSidecar } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

function config(name: string, namespace: string, spec: object, second = 0): KubeObject {
  const creationTimestamp = `2020-01-01T00:00:0${String(second)}Z`;
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name, namespace, creationTimestamp },
    spec,
  };
}

const configs = [
  config('mesh', 'istio-system', { environmentVariables: { A: 'mesh', B: 'mesh', C: 'mesh', D: 'mesh' } }),
  config('later', 'shop', { image: { imageType: 'debug' } }, 1),
  config('shop', 'shop', {
    image: { imageType: 'distroless' },
    environmentVariables: { B: 'namespace', C: 'namespace', D: 'namespace' },
  }),
  config('web', 'shop', {
    selector: { matchLabels: { app: 'web' } },
    environmentVariables: { D: 'workload' },
  }),
];

function proxyOf(namespace: string, app: string): Container {
  const annotated = 'proxyMetadata: {C: annotation, D: annotation}\nholdApplicationUntilProxyStarts: true';
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', labels: { app }, annotations: { 'proxy.istio.io/config': annotated } },
    spec: { containers: [{ name: 'app', image: 'app:1' }] },
  };
  const injected = injectSidecar(pod, namespace, configs);
  const { containers = [], initContainers = [] } = injected.spec as {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  const proxy = [...initContainers, ...containers].find(({ name }) => name === 'istio-proxy');
  if (!proxy) throw new Error('no sidecar');
  return proxy;
}

describe('ProxyConfig resources', () => {
  it.each([
    ['shop', 'web', 'the oldest of the namespace', /-distroless$/],
    ['other', 'web', 'nothing of another namespace', /-dev$/],
  ])('in %s choose the image of %s: %s', (namespace, app, _, image) => {
    expect(proxyOf(namespace, app).image).toMatch(image);
  });

  it.each([
    ['shop', 'web', { A: 'mesh', B: 'namespace', C: 'annotation', D: 'workload' }],
    ['shop', 'api', { A: 'mesh', B: 'namespace', C: 'annotation', D: 'annotation' }],
    ['other', 'web', { A: 'mesh', B: 'mesh', C: 'annotation', D: 'annotation' }],
  ])('in %s give %s its variables, the nearest last', (namespace, app, wanted) => {
    const env = (proxyOf(namespace, app).env ?? []).filter(({ name }) => name in wanted);
    expect(Object.fromEntries(env.map(({ name, value }) => [name, value]))).toEqual(wanted);
  });
});
