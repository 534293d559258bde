import { describe, expect, it } from 'vitest';
import { DEFAULT_INJECTION, injectManifest, type InjectionOptions } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly restartPolicy?: string;
  readonly resources?: object;
  readonly lifecycle?: object;
  readonly readinessProbe?: object;
}

interface Spec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
}

function inject(
  annotations: Readonly<Record<string, string>> = {},
  spec: object = {},
  options: Partial<InjectionOptions> = {},
): { readonly pod: KubeObject; readonly spec: Spec; readonly proxy: Container | undefined } {
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations },
    spec: {
      containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 80, name: 'http' }] }],
      ...spec,
    },
  };
  const [injected] = injectManifest(pod, { ...DEFAULT_INJECTION, ...options }) ?? [];
  const object = injected?.object ?? pod;
  const own = object.spec as Spec;
  const all = [...own.containers, ...(own.initContainers ?? [])];
  return { pod: object, spec: own, proxy: all.find(({ name }) => name === 'istio-proxy') };
}

const names = (list: readonly Container[] | undefined): readonly string[] =>
  (list ?? []).map(({ name }) => name);

describe('where the sidecar stands', () => {
  const init = { initContainers: [{ name: 'migrate', image: 'm' }] };
  it.each<[string, Record<string, string>, object, Partial<InjectionOptions>, string, string]>([
    ['natively it starts before everything', {}, init, {}, 'istio-init istio-proxy migrate', 'app'],
    [
      'classically it is the last container, and traffic is redirected last',
      {},
      init,
      { nativeSidecars: false },
      'migrate istio-init',
      'app istio-proxy',
    ],
    [
      'a pod may want it classic',
      { 'sidecar.istio.io/nativeSidecar': 'false' },
      {},
      {},
      'istio-init',
      'app istio-proxy',
    ],
    [
      'an application that waits for it comes second',
      { 'proxy.istio.io/config': '{holdApplicationUntilProxyStarts: true}' },
      {},
      { nativeSidecars: false },
      'istio-init',
      'istio-proxy app',
    ],
    [
      'nothing is redirected without interception',
      { 'sidecar.istio.io/interceptionMode': 'NONE' },
      {},
      { nativeSidecars: false },
      '',
      'app istio-proxy',
    ],
  ])('%s', (_, annotations, spec, options, initContainers, containers) => {
    const injected = inject(annotations, spec, options).spec;
    expect([names(injected.initContainers).join(' '), names(injected.containers).join(' ')]).toEqual([
      initContainers,
      containers,
    ]);
  });
});

describe('what annotations change', () => {
  it('CPU and memory replace all that the installation says', () => {
    const { proxy } = inject({
      'sidecar.istio.io/proxyCPU': '2000m',
      'sidecar.istio.io/proxyMemoryLimit': '1024Mi',
    });
    expect(proxy?.resources).toEqual({ requests: { cpu: '2' }, limits: { memory: '1Gi' } });
  });

  it('the proxy configuration reaches the agent in the order of its fields', () => {
    const config = 'proxyMetadata: {B: b, A: a}\nconcurrency: 0\n';
    const { proxy, spec } = inject({ 'proxy.istio.io/config': config });
    const value = (name: string): string | undefined =>
      proxy?.env?.find((entry) => entry.name === name)?.value;
    expect(value('PROXY_CONFIG')).toBe('{"concurrency":0,"proxyMetadata":{"B":"b","A":"a"}}\n');
    expect([value('A'), value('B')]).toEqual(['a', 'b']);
    expect(spec.initContainers?.[0]?.env).toEqual([
      { name: 'A', value: 'a' },
      { name: 'B', value: 'b' },
    ]);
  });

  it('volumes of the pod itself are mounted into the sidecar', () => {
    const { spec } = inject({ 'sidecar.istio.io/userVolume': '{"v":{"emptyDir":{}}}' });
    expect(spec.volumes?.at(-1)).toEqual({ name: 'v', emptyDir: {} });
  });
});

it('probes go to the agent, which is told how to ask the application', () => {
  const app = {
    name: 'app',
    ports: [{ containerPort: 80, name: 'http' }],
    readinessProbe: { periodSeconds: 2, httpGet: { path: '/ready', port: 'http', scheme: 'HTTPS' } },
    livenessProbe: { exec: { command: ['true'] } },
    startupProbe: { tcpSocket: { port: 81 } },
  };
  const { spec, proxy } = inject({}, { containers: [app] });
  expect(spec.containers[0]).toMatchObject({
    readinessProbe: {
      periodSeconds: 2,
      httpGet: { path: '/app-health/app/readyz', port: 15_020, scheme: 'HTTP' },
    },
    livenessProbe: { exec: { command: ['true'] } },
    startupProbe: { httpGet: { path: '/app-health/app/startupz', port: 15_020 } },
  });
  const told = proxy?.env?.find(({ name }) => name === 'ISTIO_KUBE_APP_PROBERS')?.value ?? '';
  expect(JSON.parse(told)).toEqual({
    '/app-health/app/readyz': { httpGet: { path: '/ready', port: 80, scheme: 'HTTPS' } },
    '/app-health/app/startupz': { tcpSocket: { port: 81 } },
  });
  const asWritten = inject({ 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' }, { containers: [app] });
  expect(asWritten.spec.containers[0]?.readinessProbe).toEqual(app.readinessProbe);
});

it('what a pod says of the sidecar itself is laid over the template', () => {
  const own = { name: 'istio-proxy', image: 'auto', env: [{ name: 'MINE', value: '1' }] };
  const { proxy, pod } = inject({}, { containers: [{ name: 'app' }, own] });
  expect(proxy?.image).toBe(DEFAULT_INJECTION.image);
  expect(proxy?.env?.[0]).toEqual({ name: 'MINE', value: '1' });
  expect(pod.metadata.annotations?.['proxy.istio.io/overrides']).toBe(
    '{"initContainers":[{"name":"istio-proxy","env":[{"name":"MINE","value":"1"}],"resources":{}}]}',
  );
});

it('a second injection changes nothing', () => {
  const { pod } = inject({}, { containers: [{ name: 'app', readinessProbe: { tcpSocket: { port: 80 } } }] });
  const [again] = injectManifest(pod, DEFAULT_INJECTION) ?? [];
  expect(names((again?.object.spec as Spec).initContainers)).toEqual(['istio-init', 'istio-proxy']);
  expect(again?.object.metadata).toEqual(pod.metadata);
});

it.each([
  [{ hostNetwork: true }, {}, '===> Skipping injection because Pod "web" has host networking enabled\n'],
  [
    {},
    { 'sidecar.istio.io/inject': 'false' },
    '===> Skipping injection because Pod "web" has sidecar injection disabled\n',
  ],
])('pods that cannot or will not have one are named', (spec, annotations, warning) => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations }, spec };
  expect(injectManifest(pod, DEFAULT_INJECTION)?.[0]?.warning).toBe(warning);
});

it('kinds that make no pods are none of its business', () => {
  expect(
    injectManifest({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } }, DEFAULT_INJECTION),
  ).toBe(undefined);
});
