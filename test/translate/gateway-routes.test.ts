import { describe, expect, it } from 'vitest';
import { configOf, documents, ingress, INGRESS_SERVICE, service } from './support/mesh';
import { printListeners, printRoutes } from './support/print';

function gateway(name: string, servers: string, namespace = 'default'): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {istio: ingressgateway}
  servers: ${servers}`;
}

function virtualService(name: string, hosts: string, http: string, gateways = '[front]'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}}
spec:
  hosts: ${hosts}
  gateways: ${gateways}
  http: ${http}`;
}

const HTTP = '[{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]';
const TO_WEB = '[{route: [{destination: {host: web, port: {number: 80}}}]}]';
const WEB = 'outbound|80||web.default.svc.cluster.local';

describe('routes of an ingress gateway', () => {
  it.each<[string, readonly string[], string]>([
    [
      'a Gateway without VirtualService answers 404',
      [gateway('front', HTTP)],
      `routes http.8080
  blackhole:80 [*]`,
    ],
    [
      'weights become weighted clusters, each with its own line',
      [
        gateway('front', HTTP),
        virtualService(
          'canary',
          '[fleetman.example.com]',
          '[{route: [{destination: {host: web, subset: v1}, weight: 90}, {destination: {host: web, subset: v2}, weight: 10}, {destination: {host: web, subset: v3}, weight: 0}]}]',
        ),
      ],
      `routes http.8080
  fleetman.example.com:80 [fleetman.example.com]
    /* => 90% outbound|80|v1|web.default.svc.cluster.local, 10% outbound|80|v2|web.default.svc.cluster.local @ canary spec.http[0]`,
    ],
    [
      'only hosts that ask for TLS alike share one, and only with the one before',
      [
        gateway(
          'front',
          '[{port: {number: 80, name: http, protocol: HTTP}, hosts: [bb.com, "*.com"], tls: {httpsRedirect: true}}, {port: {number: 80, name: more, protocol: HTTP}, hosts: [a.org]}]',
        ),
        virtualService('a', '[bb.com, a.org, "*.com"]', TO_WEB),
      ],
      `routes http.8080
  *.com:80 https-only [*.com]
    /* => ${WEB} @ a spec.http[0]
  a.org:80 [a.org]
    /* => ${WEB} @ a spec.http[0]
  bb.com:80 https-only [bb.com]
    /* => ${WEB} @ a spec.http[0]`,
    ],
    [
      'hosts with the same routes share a virtual host: the longest names it, wildcards come last',
      [
        gateway('front', HTTP),
        virtualService('a', '["*.shop.example.com", b.com, web.example.com]', TO_WEB),
        virtualService('b', '[other.com]', TO_WEB),
      ],
      `routes http.8080
  other.com:80 [other.com]
    /* => ${WEB} @ b spec.http[0]
  web.example.com:80 [web.example.com b.com *.shop.example.com]
    /* => ${WEB} @ a spec.http[0]`,
    ],
    [
      'one host in two VirtualServices: routes concatenated, catch-all last',
      [
        gateway('front', HTTP),
        virtualService('a', '[x.com]', '[{route: [{destination: {host: web}}]}]'),
        virtualService(
          'b',
          '[x.com]',
          '[{match: [{uri: {prefix: /api}}], route: [{destination: {host: api}}]}]',
        ),
      ],
      `routes http.8080
  x.com:80 [x.com]
    /api* => outbound|80||api.default.svc.cluster.local @ b spec.http[0].match[0]
    /* => outbound|80||web.default.svc.cluster.local @ a spec.http[0]`,
    ],
    [
      'rules behind a catch-all do not exist',
      [
        gateway('front', HTTP),
        virtualService(
          'a',
          '[x.com]',
          '[{match: [{uri: {exact: /a}}, {uri: {prefix: /}, method: {exact: GET}}, {uri: {prefix: /}}, {uri: {exact: /b}}], route: [{destination: {host: web}}]}, {route: [{destination: {host: never}}]}]',
        ),
      ],
      `routes http.8080
  x.com:80 [x.com]
    /a => ${WEB} @ a spec.http[0].match[0]
    /* :method~{"exact":"GET"} => ${WEB} @ a spec.http[0].match[1]
    /* => ${WEB} @ a spec.http[0].match[2]`,
    ],
    [
      'hosts outside the server do not bind; of an overlap the more specific host counts',
      [
        gateway('front', '[{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*.example.com"]}]'),
        virtualService('a', '[shop.example.com, other.org]', TO_WEB),
        virtualService('b', '["*"]', TO_WEB),
      ],
      `routes http.8080
  *.example.com:80 [*.example.com]
    /* => ${WEB} @ b spec.http[0]
  shop.example.com:80 [shop.example.com]
    /* => ${WEB} @ a spec.http[0]`,
    ],
    [
      'another Gateway, or none, is not this one',
      [
        gateway('front', HTTP),
        virtualService('a', '[a.com]', TO_WEB, '[other]'),
        virtualService('b', '[b.com]', TO_WEB, '[mesh]'),
        virtualService('c', '[c.com]', TO_WEB, '[default/front]'),
      ],
      `routes http.8080
  c.com:80 [c.com]
    /* => ${WEB} @ c spec.http[0]`,
    ],
    [
      'match.port is the server port, match.gateways this Gateway',
      [
        gateway('front', HTTP),
        virtualService(
          'a',
          '[a.com]',
          '[{match: [{port: 80, uri: {exact: /1}}, {port: 8080, uri: {exact: /2}}, {gateways: [mesh], uri: {exact: /3}}, {gateways: [front], uri: {exact: /4}}, {sourceLabels: {app: x}, uri: {exact: /5}}], route: [{destination: {host: web}}]}]',
        ),
      ],
      `routes http.8080
  a.com:80 [a.com]
    /1 => ${WEB} @ a spec.http[0].match[0]
    /4 => ${WEB} @ a spec.http[0].match[3]`,
    ],
    [
      'httpsRedirect covers every host of the server',
      [
        gateway(
          'front',
          '[{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.com, b.com], tls: {httpsRedirect: true}}]',
        ),
        virtualService('a', '[a.com]', TO_WEB),
      ],
      `routes http.8080
  a.com:80 https-only [a.com]
    /* => ${WEB} @ a spec.http[0]
  b.com:80 https-only [b.com]`,
    ],
    [
      'a destination without port: the only port of its service, else the port of the server',
      [
        gateway('front', HTTP),
        service('app', { port: 9080 }),
        virtualService(
          'a',
          '[a.com]',
          '[{match: [{uri: {exact: /app}}], route: [{destination: {host: app}}]}, {match: [{uri: {exact: /none}}], route: [{destination: {host: none}}]}]',
        ),
      ],
      `routes http.8080
  a.com:80 [a.com]
    /app => outbound|9080||app.default.svc.cluster.local @ a spec.http[0].match[0]
    /none => outbound|80||none.default.svc.cluster.local @ a spec.http[1].match[0]`,
    ],
    [
      'redirects and direct responses',
      [
        gateway('front', HTTP),
        virtualService(
          'a',
          '[a.com]',
          '[{match: [{uri: {exact: /r}}], redirect: {uri: /new, authority: b.com, redirectCode: 302}}, {match: [{uri: {exact: /p}}], redirect: {port: 8443, scheme: https}}, {match: [{uri: {exact: /q}}], redirect: {derivePort: FROM_REQUEST_PORT}}, {directResponse: {status: 418}}]',
        ),
      ],
      `routes http.8080
  a.com:80 [a.com]
    /r => redirect {"hostRedirect":"b.com","pathRedirect":"/new","responseCode":"FOUND"} @ a spec.http[0].match[0]
    /p => redirect {"schemeRedirect":"https","portRedirect":8443,"responseCode":"MOVED_PERMANENTLY"} @ a spec.http[1].match[0]
    /q => redirect {"responseCode":"MOVED_PERMANENTLY"} @ a spec.http[2].match[0]
    /* => respond 418 @ a spec.http[3]`,
    ],
  ])('%s', (_, texts, routes) => {
    const config = configOf(documents(INGRESS_SERVICE, service('web'), ...texts), ingress());
    expect(printRoutes(config)).toBe(routes);
  });
});

describe('listeners of an ingress gateway', () => {
  const https = (name: string, host: string, mode = 'SIMPLE'): string =>
    `{port: {number: 443, name: ${name}, protocol: HTTPS}, hosts: ["${host}"], tls: {mode: ${mode}, credentialName: cert}}`;

  it.each<[string, readonly string[], string]>([
    ['none without a Gateway', [], ''],
    ['the container port behind the service port', [gateway('front', HTTP)], '0.0.0.0_8080: any'],
    [
      'two Gateways on one port share it',
      [gateway('a', HTTP), gateway('b', '[{port: {number: 8080, name: x, protocol: HTTP}, hosts: ["*"]}]')],
      '0.0.0.0_8080: any',
    ],
    [
      'TLS servers are told apart by SNI',
      [gateway('front', `[${https('one', 'a.com')}, ${https('two', '*.b.com', 'MUTUAL')}]`)],
      '0.0.0.0_8443: sni a.com: tls | sni *.b.com: mtls',
    ],
    [
      'a TLS server that shares a host with an older one is skipped',
      [gateway('front', `[${https('one', 'a.com')}]`), gateway('late', `[${https('two', 'a.com')}]`)],
      '0.0.0.0_8443: sni a.com: tls',
    ],
    [
      'TCP on the port of an HTTP server is skipped',
      [gateway('a', HTTP), gateway('b', '[{port: {number: 80, name: tcp, protocol: TCP}, hosts: ["*"]}]')],
      '0.0.0.0_8080: any',
    ],
  ])('%s', (_, texts, expected) => {
    const config = configOf(documents(INGRESS_SERVICE, ...texts), ingress());
    const lines = printListeners(config)
      .replaceAll(/ (http|tcp) \S+/g, '')
      .replaceAll(/listener (\S+)\n {2}/g, '$1: ')
      .replaceAll('\n  ', ' | ')
      .replaceAll(/:(?= \||$)/gm, '');
    expect(lines).toBe(expected);
  });
});
