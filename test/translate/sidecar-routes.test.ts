import { describe, expect, it } from 'vitest';
import { configOf, documents, service, sidecar } from './support/mesh';
import { printRoutes } from './support/print';

function virtualService(name: string, spec: string, created = '2026-01-01T00:00:00Z'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, creationTimestamp: "${created}"}
spec: ${spec}`;
}

function sidecarObject(spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default}
spec: ${spec}`;
}

const WEB_DOMAINS =
  '[web.default.svc.cluster.local web.default.svc.cluster.local. web web.default.svc web.default 10.96.0.10]';
const ALLOW_ANY = `  allow_any [*]
    /* => PassthroughCluster @ istio outboundTrafficPolicy`;

describe('routes of a sidecar on port 80', () => {
  it.each<[string, readonly string[], string]>([
    [
      'a service without VirtualService keeps its default route',
      [],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
${ALLOW_ANY}`,
    ],
    [
      'a VirtualService shapes its service under all its names',
      [virtualService('v', '{hosts: [web], http: [{route: [{destination: {host: web, subset: v2}}]}]}')],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80|v2|web.default.svc.cluster.local @ v spec.http[0]
${ALLOW_ANY}`,
    ],
    [
      'of two for one host the older applies alone',
      [
        virtualService(
          'a',
          '{hosts: [web], http: [{route: [{destination: {host: late}}]}]}',
          '2026-01-01T00:00:05Z',
        ),
        virtualService('b', '{hosts: [web], http: [{route: [{destination: {host: first}}]}]}'),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||first.default.svc.cluster.local @ b spec.http[0]
${ALLOW_ANY}`,
    ],
    [
      'of two of one second the first by name',
      [
        virtualService('b', '{hosts: [web], http: [{route: [{destination: {host: later}}]}]}'),
        virtualService('a', '{hosts: [web], http: [{route: [{destination: {host: sooner}}]}]}'),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||sooner.default.svc.cluster.local @ a spec.http[0]
${ALLOW_ANY}`,
    ],
    [
      'a host that is no service gets a virtual host of its own and takes the name from others',
      [
        virtualService(
          'v',
          '{hosts: [web.default], http: [{route: [{destination: {host: web, subset: v1}}]}]}',
        ),
      ],
      `  web.default.svc.cluster.local:80 [web.default.svc.cluster.local web.default.svc.cluster.local. web web.default.svc 10.96.0.10]
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
  web.default:80 [web.default]
    /* => outbound|80|v1|web.default.svc.cluster.local @ v spec.http[0]
${ALLOW_ANY}`,
    ],
    [
      'a VirtualService for a gateway leaves the mesh alone',
      [virtualService('v', '{hosts: [web], gateways: [front], http: [{route: [{destination: {host: x}}]}]}')],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
${ALLOW_ANY}`,
    ],
    [
      'rules for other callers leave the service its default route',
      [
        virtualService(
          'v',
          '{hosts: [web], http: [{match: [{sourceLabels: {app: other}}], route: [{destination: {host: x}}]}]}',
        ),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
${ALLOW_ANY}`,
    ],
    [
      'an exact host beats a wildcard, whatever their age',
      [
        virtualService('a', '{hosts: ["*.local"], http: [{route: [{destination: {host: wide}}]}]}'),
        virtualService('b', '{hosts: [web], http: [{route: [{destination: {host: exact}}]}]}'),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||exact.default.svc.cluster.local @ b spec.http[0]
${ALLOW_ANY}`,
    ],
    [
      'exportTo hides a VirtualService from other namespaces',
      [
        virtualService(
          'v',
          '{hosts: [web], exportTo: [elsewhere], http: [{route: [{destination: {host: x}}]}]}',
        ),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
${ALLOW_ANY}`,
    ],
    [
      'a delegate fills in the rules of its root',
      [
        virtualService(
          'root',
          '{hosts: [web], http: [{match: [{uri: {prefix: /a}}], timeout: 3s, delegate: {name: leaf}}, {match: [{uri: {prefix: /b}}], delegate: {name: missing}}]}',
        ),
        virtualService(
          'leaf',
          '{http: [{match: [{uri: {exact: /a/1}}, {uri: {prefix: /a/2}}], route: [{destination: {host: x}}]}, {match: [{uri: {exact: /c}}], route: [{destination: {host: never}}]}]}',
        ),
      ],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /a/1 => outbound|80||x.default.svc.cluster.local @ leaf spec.http[0].match[0]
    /a/2* => outbound|80||x.default.svc.cluster.local @ leaf spec.http[0].match[1]
${ALLOW_ANY}`,
    ],
    [
      'REGISTRY_ONLY refuses everything else, and the Sidecar says so',
      [sidecarObject('{outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: ["./*"]}]}')],
      `  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
  block_all [*]
    /* => respond 502 @ default spec.outboundTrafficPolicy`,
    ],
  ])('%s', (_, texts, hosts) => {
    const config = configOf(documents(service('web'), ...texts), sidecar());
    expect(printRoutes(config, '80')).toBe(`routes 80\n${hosts}`);
  });

  it('answers to shorter names only from its own namespace', () => {
    const config = configOf(service('web', { namespace: 'shop' }), sidecar());
    const [host] = config.routeConfigurations.find(({ name }) => name === '80')?.virtualHosts ?? [];
    expect(host?.domains).toEqual([
      'web.shop.svc.cluster.local',
      'web.shop.svc.cluster.local.',
      'web.shop',
      'web.shop.svc',
      '10.96.0.10',
    ]);
  });

  it('leaves the name of a service that it reaches over UDP alone to a VirtualService', () => {
    const dns = service('dns', { portName: 'udp' }).replace('name: udp,', 'name: udp, protocol: UDP,');
    const text = documents(
      service('web'),
      dns,
      virtualService('v', '{hosts: [dns], http: [{route: [{destination: {host: web, subset: v1}}]}]}'),
    );
    expect(printRoutes(configOf(text, sidecar()), '80')).toBe(`routes 80
  dns.default.svc.cluster.local:80 [dns.default.svc.cluster.local]
    /* => outbound|80|v1|web.default.svc.cluster.local @ v spec.http[0]
  web.default.svc.cluster.local:80 ${WEB_DOMAINS}
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
${ALLOW_ANY}`);
  });

  it('takes what is exported to its namespace before what everybody may see, however old', () => {
    const entry = (namespace: string, exportTo: string, second: number): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e, namespace: ${namespace}, creationTimestamp: "2026-01-01T00:00:0${String(second)}Z"}
spec:
  hosts: [a.com]
  exportTo: ["${exportTo}"]
  resolution: DNS
  ports: [{number: 8${String(second)}, name: http, protocol: HTTP}]`;
    const { clusters } = configOf(documents(entry('all', '*', 1), entry('some', 'default', 2)), sidecar());
    const names = clusters.map(({ name }) => name).filter((name) => name.startsWith('outbound|'));
    expect(names).toEqual(['outbound|82||a.com']);
  });

  it('takes an external name that is one of the mesh for that service, and knows nothing of others', () => {
    const named = (name: string, externalName: string): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {type: ExternalName, externalName: ${externalName}, ports: [{name: http, port: 80}]}`;
    const text = documents(
      service('web'),
      named('old', 'web.default.svc.cluster.local'),
      named('out', 'example.com'),
    );
    const config = configOf(text, sidecar());
    const [web, ...others] = config.routeConfigurations.find(({ name }) => name === '80')?.virtualHosts ?? [];
    expect([
      web?.domains.includes('old'),
      web?.domains.includes('web'),
      others.map(({ name }) => name),
    ]).toEqual([true, true, ['allow_any']]);
    const names = config.clusters.map(({ name }) => name).filter((name) => name.startsWith('outbound|'));
    expect(names).toEqual(['outbound|80||web.default.svc.cluster.local']);
  });

  it('sees only what a Sidecar imports', () => {
    const text = documents(
      service('web'),
      service('api', { namespace: 'shop', ip: '10.96.0.11' }),
      sidecarObject('{egress: [{hosts: ["shop/*"]}]}'),
    );
    const names = configOf(text, sidecar()).clusters.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('outbound'))).toEqual([
      'outbound|80||api.shop.svc.cluster.local',
    ]);
  });

  it('gives a detected protocol on its own address a route configuration of its own', () => {
    const config = configOf(service('auto', { port: 9000, portName: 'web' }), sidecar());
    expect(printRoutes(config)).toBe(`routes auto.default.svc.cluster.local:9000
  auto.default.svc.cluster.local:9000 [*]
    /* => outbound|9000||auto.default.svc.cluster.local @ auto spec.ports[0]`);
  });
});
