import { encodeBytes } from '../../sandbox/lib/base64';
import { certificates, keys } from '../support/certificates';
import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../../sandbox/envoy/config/index';
import { createControlPlane, istioKinds } from '../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { Kernel, RandomSource } from '../../sandbox/sim/index';
import { manifest } from '../translate/support/mesh';

interface Push {
  readonly atMs: number;
  readonly proxy: string;
  readonly config: ProxyConfig;
  readonly version: string;
}

/** A cluster with istiod and nothing else, and a record of what it pushed. */
function startIstiod(): {
  api: ApiServer;
  kernel: Kernel;
  pushes: Push[];
  plane: ReturnType<typeof createControlPlane>;
} {
  const kernel = new Kernel();
  const api = createApiServer({
    kinds: createKindRegistry([...kubeKinds, ...istioKinds]),
    now: () => 1_795_255_200_000 + kernel.nowMs,
    random: new RandomSource(1),
    mutators: [],
  });
  const pushes: Push[] = [];
  const plane = createControlPlane({
    api,
    kernel,
    now: () => kernel.nowMs,
    deliver: (proxy, config, version) => pushes.push({ atMs: kernel.nowMs, proxy, config, version }),
  });
  return { api, kernel, pushes, plane };
}

const GATEWAY_PROXY = {
  id: 'gw.istio-system',
  role: 'gateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  ip: '10.244.0.2',
  serviceAccount: 'gw',
} as const;

function object(text: string): KubeObject {
  const [first] = manifest(text).objects;
  if (first === undefined) throw new Error('no document');
  return first;
}

const GATEWAY = object(`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 8080, name: http, protocol: HTTP}, hosts: ["*"]}]`);

const WEB = object(`
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.9, ports: [{name: http, port: 80}]}`);

/** Whether the cluster and its endpoints are there, and how many listeners and routes. */
function contents(config: ProxyConfig, cluster: string): readonly (boolean | number)[] {
  return [
    config.clusters.some(({ name }) => name === cluster),
    config.loadAssignments.some(({ clusterName }) => clusterName === cluster),
    config.listeners.length,
    config.routeConfigurations.length,
  ];
}

function virtualService(name: string): KubeObject {
  return object(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}}
spec:
  hosts: [${name}.com]
  gateways: [front]
  http: [{route: [{destination: {host: web}}]}]`);
}

describe('istiod', () => {
  it('configures a proxy at once when it connects', () => {
    const { kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(0);
    expect(pushes.map(({ atMs, proxy }) => [atMs, proxy])).toEqual([[0, 'gw.istio-system']]);
  });

  it('starts a push 100 ms after the last change of a burst', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(1000_000);
    api.create(GATEWAY);
    kernel.runUntil(1060_000);
    api.create(virtualService('a'));
    kernel.runUntil(5000_000);
    expect(pushes.map(({ atMs, version }) => [atMs, version])).toEqual([
      [0, '1'],
      [1161, '2'], // the listener waits for its routes
      [1162, '2'],
    ]);
    expect(pushes[1]?.config.listeners).toEqual([]);
    expect(pushes[2]?.config.routeConfigurations[0]?.virtualHosts.map(({ name }) => name)).toEqual([
      'a.com:8080',
    ]);
  });

  it('does not wait longer than 10 s for quiet', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    api.create(GATEWAY);
    for (let step = 0; step < 240; step++) {
      kernel.runUntil(step * 50_000);
      api.create(virtualService(`v${String(step)}`));
    }
    expect(pushes.map(({ atMs }) => atMs)).toEqual([0, 10_001]);
  });

  it('leaves proxies alone whose configuration stays the same', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    plane.connect({ ...GATEWAY_PROXY, id: 'other.istio-system', labels: { istio: 'egressgateway' } });
    kernel.runUntil(1000_000);
    api.create(GATEWAY);
    kernel.runUntil(3000_000);
    api.create(object('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}'));
    kernel.runUntil(5000_000);
    expect(pushes.map(({ proxy, version }) => [proxy, version])).toEqual([
      ['gw.istio-system', '1'],
      ['other.istio-system', '2'],
      ['gw.istio-system', '3'],
      ['gw.istio-system', '3'],
    ]);
  });

  it('takes over the clusters when only a route changed, and never when a service did', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    api.create(GATEWAY);
    kernel.runUntil(1000_000);
    api.create(virtualService('a'));
    kernel.runUntil(2000_000);
    api.create(
      object('apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: http, port: 80}]}'),
    );
    kernel.runUntil(3000_000);
    const held = (version: string) => pushes.findLast((push) => push.version === version)?.config.clusters;
    expect(held('2')?.[0]).toBe(held('1')?.[0]);
    expect(held('3')?.map(({ name }) => name)).toContain('outbound|80||web.default.svc.cluster.local');
  });

  it('forgets a proxy that went away', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(1000_000);
    plane.disconnect(GATEWAY_PROXY.id);
    api.create(GATEWAY);
    kernel.runUntil(5000_000);
    expect(pushes).toHaveLength(1);
    expect(plane.status()).toEqual([]);
  });

  it('hears no more of a proxy that it turned away twice once that is gone', () => {
    const { kernel, plane } = startIstiod();
    const impostor = { ...GATEWAY_PROXY, identity: 'spiffe://cluster.local/ns/default/sa/curl' };
    plane.connect(impostor);
    plane.connect(impostor);
    expect(plane.log()).toHaveLength(2);
    plane.disconnect(impostor.id);
    kernel.runUntil(60_000_000);
    expect(plane.log()).toHaveLength(2);
  });

  it('sends clusters, endpoints, listeners and routes one after the other, each when the last was acknowledged', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(1000_000);
    for (const each of [GATEWAY, WEB, virtualService('a')]) api.create(each);
    kernel.runUntil(2000_000);
    api.delete({ kind: 'Service', namespace: 'default', name: 'web' });
    kernel.runUntil(3000_000);
    const web = 'outbound|80||web.default.svc.cluster.local';
    expect(pushes.map(({ atMs, config }) => [atMs, ...contents(config, web)])).toEqual([
      [0, false, false, 0, 0],
      [1101, false, false, 0, 0], // the cluster waits for its endpoints
      [1102, true, true, 0, 0],
      [1103, true, true, 0, 0], // the listener waits for its routes
      [1104, true, true, 1, 1],
      [2101, false, true, 1, 1],
      [2102, false, false, 1, 1],
      [2103, false, false, 1, 1], // without its service the route names another port
    ]);
  });

  it('says which type is under way', () => {
    const { api, kernel, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(1000_000);
    api.create(GATEWAY);
    const states = [1100.5, 1101.5, 1102.5].map((atMs) => {
      kernel.runUntil(atMs * 1000);
      const [{ cds, eds, lds, rds } = {}] = plane.status();
      return { cds, eds, lds, rds };
    });
    expect(states).toEqual([
      { cds: 'SYNCED', eds: 'SYNCED', lds: 'STALE', rds: 'NOT SENT' },
      { cds: 'SYNCED', eds: 'SYNCED', lds: 'NOT SENT', rds: 'STALE' },
      { cds: 'SYNCED', eds: 'SYNCED', lds: 'SYNCED', rds: 'SYNCED' },
    ]);
  });

  it('tells what each proxy holds', () => {
    const { api, kernel, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    kernel.runUntil(1000_000);
    expect(plane.status()).toEqual([
      { proxy: 'gw.istio-system', cds: 'SYNCED', lds: 'NOT SENT', eds: 'SYNCED', rds: 'NOT SENT' },
    ]);
    api.create(GATEWAY);
    kernel.runUntil(2000_000);
    expect(plane.status()).toEqual([
      { proxy: 'gw.istio-system', cds: 'SYNCED', lds: 'SYNCED', eds: 'SYNCED', rds: 'SYNCED' },
    ]);
  });
});

function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}

describe('a Gateway whose certificate is a secret', () => {
  const HTTPS = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 8080, name: http, protocol: HTTP}, hosts: ["*"]}
  - {port: {number: 8443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: shop}}`;

  it.each([
    ['missing', undefined, ['0.0.0.0_8080']],
    ['without a key', { 'tls.crt': 'eA==' }, ['0.0.0.0_8080']],
    ['complete', { 'tls.crt': 'eA==', 'tls.key': 'eA==' }, ['0.0.0.0_8080', '0.0.0.0_8443']],
    ['complete, of type generic', { cert: 'eA==', key: 'eA==' }, ['0.0.0.0_8080', '0.0.0.0_8443']],
  ])('%s', (_what, data, listeners) => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    api.create(object(HTTPS));
    kernel.runUntil(1000_000);
    if (data) {
      api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
      const metadata = { name: 'shop', namespace: 'istio-system' };
      api.create({ apiVersion: 'v1', kind: 'Secret', metadata, data });
    }
    kernel.runUntil(2000_000);
    expect(pushes.at(-1)?.config.listeners.map(({ name }) => name)).toEqual(listeners);
  });

  it('is held from when it was served on, whatever becomes of it', () => {
    const { api, kernel, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
    const data = { 'tls.crt': encodeText(certificates.self), 'tls.key': encodeText(keys.self) };
    const metadata = { name: 'shop', namespace: 'istio-system' };
    api.create({ apiVersion: 'v1', kind: 'Secret', metadata, data });
    api.create(object(HTTPS));
    kernel.runUntil(1000_000);
    api.delete({ kind: 'Secret', ...metadata });
    kernel.runUntil(2000_000);
    const held = plane.credential(GATEWAY_PROXY.id, 'kubernetes://shop');
    expect(held?.certificates.map(({ serialNumber }) => serialNumber)).toEqual(['1004']);
    expect(plane.credential(GATEWAY_PROXY.id, 'default')).toBeUndefined();
  });

  it('is waited for no longer than fifteen seconds', () => {
    const { api, kernel, pushes, plane } = startIstiod();
    plane.connect(GATEWAY_PROXY);
    api.create(object(HTTPS));
    kernel.runUntil(15_000_000);
    expect(pushes.at(-1)?.config.listeners.map(({ name }) => name)).toEqual(['0.0.0.0_8080']);
    kernel.runUntil(16_000_000);
    expect(pushes.at(-1)?.config.listeners.map(({ name }) => name)).toEqual(['0.0.0.0_8080', '0.0.0.0_8443']);
    expect(plane.credential(GATEWAY_PROXY.id, 'kubernetes://shop')).toEqual({ certificates: [] });
    const pushed = pushes.length;
    kernel.runUntil(60_000_000);
    expect(pushes.length).toBe(pushed);
  });
});
