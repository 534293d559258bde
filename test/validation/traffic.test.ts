import { describe, expect, it } from 'vitest';
import { judge, judged } from './judge';

const route = 'route: [{destination: {host: a}}]';

describe('VirtualService', () => {
  it.each([
    [
      'the canary',
      `{hosts: [a], http: [{route: [{destination: {host: a, subset: v1}, weight: 90}, {destination: {host: a, subset: v2}, weight: 10}]}]}`,
      [],
    ],
    [
      'weights need not sum to 100',
      `{hosts: [a], http: [{route: [{destination: {host: a}, weight: 90}, {destination: {host: b}, weight: 60}]}]}`,
      [],
    ],
    [
      'all weights zero',
      `{hosts: [a], http: [{route: [{destination: {host: a}}, {destination: {host: b}}]}]}`,
      ['spec.http[0].route: total destination weight = 0'],
    ],
    [
      'a negative weight',
      `{hosts: [a], http: [{route: [{destination: {host: a}, weight: -1}]}]}`,
      ['spec.http[0].route[0].weight: weight -1 < 0'],
    ],
    [
      'no hosts makes a delegate',
      `{gateways: [edge], http: [{${route}}]}`,
      ['spec.gateways: delegate virtual service must have no gateways specified'],
    ],
    ['nothing to do', `{hosts: [a]}`, ['spec: http, tcp or tls must be provided in virtual service']],
    [
      'every host of the mesh',
      `{hosts: ["*"], http: [{${route}}]}`,
      ['spec.hosts[0]: wildcard host * is not allowed for virtual services bound to the mesh gateway'],
    ],
    [
      'hosts that cover each other',
      `{hosts: ["*.a.com", b.a.com], http: [{${route}}]}`,
      ['spec.hosts[1]: duplicate hosts in virtual service: *.a.com & b.a.com'],
    ],
    ['an address as host', `{hosts: [10.0.0.1], http: [{${route}}]}`, []],
    [
      'a host that is none',
      `{hosts: [a_b], http: [{${route}}]}`,
      ['spec.hosts[0]: domain name "a_b" invalid (label "a_b" invalid)'],
    ],
    [
      'a rule without aim',
      `{hosts: [a], http: [{match: [{uri: {prefix: /}}]}]}`,
      ['spec.http[0]: HTTP route, redirect or direct_response is required'],
    ],
    [
      'route and redirect',
      `{hosts: [a], http: [{redirect: {uri: /b}, ${route}}]}`,
      ['spec.http[0].route: HTTP route cannot contain both route and redirect'],
    ],
    [
      'an answer and a rewrite',
      `{hosts: [a], http: [{directResponse: {status: 200}, rewrite: {uri: /}}]}`,
      ['spec.http[0].rewrite: HTTP route rule cannot contain both rewrite and direct_response'],
    ],
    [
      'an expression that RE2 refuses',
      `{hosts: [a], http: [{match: [{uri: {regex: "a(b"}}], ${route}}]}`,
      [
        'spec.http[0].match[0].uri: "uri": error parsing regexp: missing closing ): `a(b`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
      ],
    ],
    [
      'an empty prefix is fine for a path, not for a header',
      `{hosts: [a], http: [{match: [{uri: {prefix: ""}, headers: {x: {prefix: ""}}}], ${route}}]}`,
      ['spec.http[0].match[0].headers.x: "headers": prefix string match should not be empty'],
    ],
    ['a header only asked for', `{hosts: [a], http: [{match: [{headers: {x: {}}}], ${route}}]}`, []],
    [
      'retries that are off but configured',
      `{hosts: [a], http: [{retries: {attempts: 0, retryOn: 5xx}, ${route}}]}`,
      ['spec.http[0].retries: http retry policy configured when attempts are set to 0 (disabled)'],
    ],
    [
      'a retry condition that is none',
      `{hosts: [a], http: [{retries: {attempts: 1, retryOn: "5xx,503,oops"}, ${route}}]}`,
      ['spec.http[0].retries.retryOn: "oops" is not a valid retryOn policy'],
    ],
    [
      'a timeout below a millisecond',
      `{hosts: [a], http: [{timeout: 0s, ${route}}]}`,
      ['spec.http[0].timeout: duration must be greater than 1ms'],
    ],
    [
      'faults out of range',
      `{hosts: [a], http: [{fault: {abort: {httpStatus: 700, percentage: {value: 101}}, delay: {fixedDelay: 1s}}, ${route}}]}`,
      [
        'spec.http[0].fault.abort.percentage: percentage 101 is neither 0.0, nor in range [0.0001, 100.0]',
        'spec.http[0].fault.abort.httpStatus: HTTP status 700 is not in range 200-599',
      ],
    ],
    [
      'the Host header cannot be removed',
      `{hosts: [a], http: [{headers: {request: {remove: [host]}}, ${route}}]}`,
      ['spec.http[0].headers.request.remove[0]: invalid header "host": cannot set Host header'],
    ],
    [
      'a header value with a broken command',
      `{hosts: [a], http: [{headers: {response: {set: {x: "50%"}}}, ${route}}]}`,
      [
        'spec.http[0].headers.response.set.x: header value configuration: invalid header configuration. Un-escaped %',
      ],
    ],
    [
      'the authority twice',
      `{hosts: [a], http: [{rewrite: {authority: b}, headers: {request: {set: {Host: c}}}, ${route}}]}`,
      ['spec.http[0]: authority header cannot be set multiple times: have "b", attempting to set "c"'],
    ],
    [
      'a claim without gateway',
      `{hosts: [a], http: [{match: [{headers: {"@request.auth.claims.sub": {exact: me}}}], ${route}}]}`,
      [
        'spec.http[0].match[0].headers.@request.auth.claims.sub: JWT claim based routing (key: @request.auth.claims.sub) is only supported for gateway, found no gateways: []',
      ],
    ],
    [
      'a rule behind one for everything',
      `{hosts: [a], http: [{${route}}, {match: [{uri: {prefix: /b}}], ${route}}]}`,
      ['~spec.http[1].match[0]: virtualService rule #1 not used (route without matches defined before)'],
    ],
    [
      'the same match twice, whatever its name',
      `{hosts: [a], http: [{match: [{name: n, uri: {exact: /b}}], ${route}}, {name: second, match: [{uri: {exact: /b}}], ${route}}]}`,
      [
        '~spec.http[1].match[0]: virtualService rule "second" match #0 is not used (duplicate/overlapping match in rule #0)',
        '~spec.http[1]: virtualService rule "second" not used (all matches used by prior rules)',
      ],
    ],
    [
      'the old name of a gateway',
      `{hosts: [a], gateways: [edge.shop.svc.cluster.local], http: [{${route}}]}`,
      [
        '~spec.gateways[0]: using legacy gatewayName format "edge.shop.svc.cluster.local"; prefer the <namespace>/<name> format: "shop/edge"',
      ],
    ],
    [
      'a server name outside the hosts',
      `{hosts: [a.com], tls: [{match: [{sniHosts: [b.com]}], route: [{destination: {host: a}}]}]}`,
      [
        'spec.tls[0].match[0].sniHosts[0]: SNI host "b.com" is not a compatible subset of any of the virtual service hosts: [a.com]',
      ],
    ],
    [
      'exported to nobody',
      `{hosts: [a], exportTo: ["~"], http: [{${route}}]}`,
      ['spec.exportTo[0]: exportTo ~ (none) is not allowed for Istio configuration objects'],
    ],
    [
      'its own namespace twice',
      `{hosts: [a], exportTo: [".", default], http: [{${route}}]}`,
      ['spec.exportTo[1]: duplicate entries in exportTo for entry default'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(judged('VirtualService', spec)).toEqual(expected);
  });

  it('joins several errors as istiod does', () => {
    expect(judge('VirtualService', '{hosts: [a_b], http: [{timeout: 0s}]}').text).toBe(
      'configuration is invalid: 3 errors occurred:\n' +
        '\t* domain name "a_b" invalid (label "a_b" invalid)\n' +
        '\t* HTTP route, redirect or direct_response is required\n' +
        '\t* duration must be greater than 1ms\n\n',
    );
  });

  it('makes a list even of one where istiod does', () => {
    expect(judge('VirtualService', '{hosts: [a], http: [{route: [{weight: 1}]}]}').text).toBe(
      'configuration is invalid: 1 error occurred:\n\t* destination is required\n\n',
    );
  });
});

describe('DestinationRule', () => {
  it.each([
    ['two subsets', `{host: a, subsets: [{name: v1, labels: {version: v1}}, {name: v2}]}`, []],
    ['no host', `{subsets: [{name: v1}]}`, ['spec.host: empty domain name not allowed']],
    [
      'a subset twice',
      `{host: a, subsets: [{name: v1}, {name: v1}]}`,
      ['spec.subsets[1].name: duplicate subset names: v1'],
    ],
    [
      'a subset with a dot',
      `{host: a, subsets: [{name: v1.0}]}`,
      ['spec.subsets[0].name: subset name is invalid: v1.0'],
    ],
    [
      'an empty policy',
      `{host: a, trafficPolicy: {}}`,
      ['spec.trafficPolicy: traffic policy must have at least one field'],
    ],
    [
      'mutual TLS without certificate',
      `{host: a, trafficPolicy: {tls: {mode: MUTUAL}}}`,
      [
        'spec.trafficPolicy.tls: client certificate required for mutual tls',
        'spec.trafficPolicy.tls: private key required for mutual tls',
      ],
    ],
    [
      'ejection out of range',
      `{host: a, trafficPolicy: {outlierDetection: {maxEjectionPercent: 101, interval: 0s}}}`,
      [
        'spec.trafficPolicy.outlierDetection.interval: duration must be greater than 1ms',
        'spec.trafficPolicy.outlierDetection.maxEjectionPercent: percentage 101 is not in range 0..100',
      ],
    ],
    [
      'a field of the past',
      `{host: a, trafficPolicy: {outlierDetection: {consecutiveErrors: 3}}}`,
      [
        '~spec.trafficPolicy.outlierDetection.consecutiveErrors: outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
      ],
    ],
    [
      'a cookie without name',
      `{host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {ttl: 0s}}}}}`,
      ['spec.trafficPolicy.loadBalancer.consistentHash.httpCookie: name required for HttpCookie'],
    ],
    [
      'a table that is no prime',
      `{host: a, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 100}}}}}`,
      ['spec.trafficPolicy.loadBalancer.consistentHash.maglev: tableSize must be a prime number for maglev'],
    ],
    [
      'shares that do not sum up',
      `{host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: eu/a, to: {eu/a: 60, eu/b: 30}}]}}}}`,
      ['spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to: total locality weight 90 != 100'],
    ],
    [
      'failover that nothing triggers',
      `{host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: eu, to: us}]}}}}`,
      [
        '~spec.trafficPolicy.loadBalancer.localityLbSetting: outlier detection policy must be provided for failover',
      ],
    ],
    [
      'a place inside another',
      `{host: a, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {distribute: [{from: eu, to: {eu: 100}}, {from: eu/a, to: {eu: 100}}]}}}}`,
      [
        'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute: locality eu/a overlap with previous specified ones',
      ],
    ],
    [
      'a port without number',
      `{host: a, trafficPolicy: {portLevelSettings: [{tls: {mode: SIMPLE}}, {port: {number: 80}}]}}`,
      [
        'spec.trafficPolicy.portLevelSettings[0]: portTrafficPolicy must have valid port',
        'spec.trafficPolicy.portLevelSettings[1]: port traffic policy must have at least one field',
      ],
    ],
    [
      'workloads of other namespaces',
      `{host: a, workloadSelector: {matchLabels: {app: a}}, exportTo: ["*"]}`,
      [
        'spec.exportTo: destination rule with workload selector cannot have exportTo beyond current namespace',
      ],
    ],
  ])('%s', (_, spec, expected) => {
    expect(judged('DestinationRule', spec)).toEqual(expected);
  });
});

describe('Gateway', () => {
  const server = (rest: string, port = '{number: 80, name: http, protocol: HTTP}'): string =>
    `{servers: [{port: ${port}, ${rest}}]}`;

  it.each([
    ['one door', server('hosts: ["*"]'), []],
    [
      'no servers',
      '{selector: {istio: ingressgateway}}',
      ['spec.servers: gateway must have at least one server'],
    ],
    [
      'no hosts',
      server('hosts: []'),
      ['spec.servers[0].hosts: server config must contain at least one host'],
    ],
    [
      'a short name',
      server('hosts: [shop]'),
      ['spec.servers[0].hosts[0]: short names (non FQDN) are not allowed'],
    ],
    [
      'a wildcard in the middle',
      server('hosts: [a.*.com]'),
      [
        'spec.servers[0].hosts[0]: domain name "*.com" invalid (label "*" invalid)',
        'spec.servers[0].hosts[0]: partial wildcard "a.*.com" not allowed',
      ],
    ],
    [
      'a protocol that is none',
      server('hosts: ["*"]', '{number: 80, name: http, protocol: HTTPX}'),
      [
        'spec.servers[0].port.protocol: invalid protocol "HTTPX", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP',
      ],
    ],
    [
      'HTTPS without TLS',
      server('hosts: ["*"]', '{number: 443, name: https, protocol: HTTPS}'),
      ['spec.servers[0]: server must have TLS settings for HTTPS/TLS protocols'],
    ],
    [
      'TLS on plain HTTP',
      server('hosts: ["*"], tls: {mode: SIMPLE, credentialName: c}'),
      ['spec.servers[0].tls: server cannot have TLS settings for plain text HTTP ports'],
    ],
    ['a redirect on plain HTTP is fine', server('hosts: ["*"], tls: {httpsRedirect: true}'), []],
    [
      'TLS without certificate',
      server('hosts: ["*"], tls: {mode: SIMPLE}', '{number: 443, name: https, protocol: HTTPS}'),
      [
        'spec.servers[0].tls: SIMPLE TLS requires a server certificate',
        'spec.servers[0].tls: SIMPLE TLS requires a private key',
      ],
    ],
    [
      'names of ports twice',
      '{servers: [{port: {number: 80, name: p, protocol: HTTP}, hosts: ["*"]}, {port: {number: 81, name: p, protocol: HTTP}, hosts: ["*"]}]}',
      ['spec.servers[1].port.name: port names in servers must be unique: duplicate name p'],
    ],
    [
      'ciphers that are none',
      server(
        'hosts: ["*"], tls: {mode: SIMPLE, credentialName: c, cipherSuites: [ROT13, AES128-SHA, AES128-SHA]}',
        '{number: 443, name: https, protocol: HTTPS}',
      ),
      [
        '~spec.servers[0].tls.cipherSuites: ignoring invalid cipher suites: [ROT13]',
        '~spec.servers[0].tls.cipherSuites: ignoring duplicate cipher suites: [AES128-SHA]',
      ],
    ],
  ])('%s', (_, spec, expected) => {
    expect(judged('Gateway', spec)).toEqual(expected);
  });

  it('wants a name without dots', () => {
    expect(judged('Gateway', server('hosts: ["*"]'), { name: 'edge.v1' })).toEqual([
      'spec: invalid gateway name: "edge.v1"',
    ]);
  });
});
