import { describe, expect, it } from 'vitest';
import { configOf, documents, service, sidecar } from '../translate/support/mesh';
import { printListeners, printRoutes } from '../translate/support/print';

const SERVICES = documents(
  service('web', { namespace: 'shop' }),
  service('api', { namespace: 'shop', port: 9080, ip: '10.96.0.11' }),
  service('db', { namespace: 'data', ip: '10.96.0.12' }),
);

/** A Sidecar that is as old as its name is short. */
function scope(name: string, namespace: string, spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2026-01-01T00:00:0${String(name.length)}Z"}
spec: {${spec}}`;
}

const sees = (...hosts: readonly string[]): string => `egress: [{hosts: ${JSON.stringify(hosts)}}]`;
const select = (app: string): string => `workloadSelector: {labels: {app: ${app}}}`;

/** The services that a client of the namespace `default` has clusters for. */
function seen(...sidecars: readonly string[]): string {
  const { clusters } = configOf(documents(SERVICES, ...sidecars), sidecar());
  const services = clusters.flatMap(({ name }) => /^outbound\|\d+\|\|(\w+)/.exec(name)?.[1] ?? []);
  return services.sort().join(' ');
}

describe('the Sidecar of a workload', () => {
  it.each<[string, readonly string[], string]>([
    ['none: everything is seen', [], 'api db web'],
    ['the one of its namespace', [scope('a', 'default', sees('shop/*'))], 'api web'],
    [
      'one that selects it before that',
      [
        scope('a', 'default', sees('shop/*')),
        scope('bb', 'default', `${select('client')}, ${sees('data/*')}`),
      ],
      'db',
    ],
    [
      'but not one that selects another',
      [
        scope('a', 'default', sees('shop/*')),
        scope('bb', 'default', `${select('other')}, ${sees('data/*')}`),
      ],
      'api web',
    ],
    [
      'the older of two',
      [scope('bb', 'default', sees('shop/*')), scope('a', 'default', sees('data/*'))],
      'db',
    ],
    [
      'that of the root namespace where its own has none',
      [scope('a', 'istio-system', sees('data/*')), scope('b', 'shop', sees('shop/*'))],
      'db',
    ],
    [
      'its own namespace before the root',
      [scope('a', 'istio-system', sees('data/*')), scope('bb', 'default', sees('shop/*'))],
      'api web',
    ],
    ['one host of a namespace', [scope('a', 'default', sees('shop/web.shop.svc.cluster.local'))], 'web'],
    [
      'a wildcard over all namespaces',
      [scope('a', 'default', sees('*/*.shop.svc.cluster.local'))],
      'api web',
    ],
    ['nothing', [scope('a', 'default', sees('~/*'))], ''],
    ['nothing, whatever else is named', [scope('a', 'default', sees('shop/*', '~/*'))], ''],
    ['its own namespace by a dot', [scope('a', 'default', sees('./*'))], ''],
  ])('is %s', (_, sidecars, services) => {
    expect(seen(...sidecars)).toBe(services);
  });

  it('may say on which port and address which hosts are seen', () => {
    const egress = `egress:
  - {port: {number: 9080, name: http, protocol: HTTP}, hosts: ["shop/*"]}
  - {port: {number: 80, name: tcp, protocol: TCP}, bind: 127.0.0.9, captureMode: NONE, hosts: ["data/db.data.svc.cluster.local"]}`;
    const text = documents(SERVICES, scope('a', 'default', '').replace('spec: {}', `spec:\n  ${egress}`));
    const config = configOf(text, sidecar());
    expect(printListeners(config).split('listener virtual')[0]).toBe(`listener 0.0.0.0_9080
  raw_buffer, alpn http/1.1 h2c: http 9080
  else any: tcp PassthroughCluster
listener 127.0.0.9_80
  any: tcp outbound|80||db.data.svc.cluster.local
`);
    expect(printRoutes(config)).toBe(`routes 9080
  api.shop.svc.cluster.local:9080 [api.shop.svc.cluster.local api.shop.svc.cluster.local. api.shop api.shop.svc 10.96.0.11]
    /* => outbound|9080||api.shop.svc.cluster.local @ api spec.ports[0]
  allow_any [*]
    /* => PassthroughCluster @ istio outboundTrafficPolicy`);
  });

  it.each([
    ['outboundTrafficPolicy: {mode: REGISTRY_ONLY}', 'BlackHoleCluster'],
    ['outboundTrafficPolicy: {mode: ALLOW_ANY}', 'PassthroughCluster'],
    [sees('*/*'), 'PassthroughCluster'],
  ])('says what becomes of everything else: %s', (spec, cluster) => {
    const config = configOf(documents(SERVICES, scope('a', 'default', spec)), sidecar());
    const last = printListeners(config)
      .split('\n')
      .find((line) => line.startsWith('  any: tcp '));
    expect(last).toBe(`  any: tcp ${cluster}`);
  });
});
