import { describe, expect, it } from 'vitest';
import { judge, judged } from './judge';

const cases: Readonly<Record<string, readonly (readonly [string, string, readonly string[]])[]>> = {
  PeerAuthentication: [
    ['strict for the namespace', '{mtls: {mode: STRICT}}', []],
    [
      'ports without pods',
      '{portLevelMtls: {"80": {mode: DISABLE}}}',
      ['spec.portLevelMtls: mesh/namespace peer authentication cannot have port level mTLS'],
    ],
    [
      'a port that is none',
      '{selector: {matchLabels: {app: a}}, portLevelMtls: {"70000": {mode: DISABLE}}}',
      ['spec.portLevelMtls.70000: port must be in range 1..65535'],
    ],
    [
      'a selector for nothing',
      '{selector: {}}',
      ['~spec.selector: workload selector specified without labels'],
    ],
    [
      'a wildcard in a label',
      '{selector: {matchLabels: {app: "a*"}}}',
      ['spec.selector.matchLabels.app: wildcard is not supported in selector: "app=a*"'],
    ],
  ],
  AuthorizationPolicy: [
    ['allow nothing', '{}', []],
    ['lists with nothing in them, which are lists that are not there', '{rules: [{from: [], to: []}]}', []],
    [
      'deny without rules',
      '{action: DENY}',
      [
        'spec.rules: invalid policy x.default: DENY action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request',
      ],
    ],
    [
      'an empty source',
      '{rules: [{from: [{source: {}}]}]}',
      [
        'spec.rules[0].from[0].source: invalid policy x.default: `from.source` must not be empty, found at rule 0',
      ],
    ],
    [
      'accounts and principals',
      '{rules: [{from: [{source: {principals: [a], serviceAccounts: [b]}}]}]}',
      [
        'spec.rules[0].from[0].source: invalid policy x.default: cannot set serviceAccounts with namespaces or principals, found at rule 0',
      ],
    ],
    [
      'a block that is none',
      '{rules: [{from: [{source: {ipBlocks: [1.2.3.4/40]}}]}]}',
      [
        'spec.rules[0].from[0].source.ipBlocks: invalid policy x.default: bad CIDR range (1.2.3.4/40): netip.ParsePrefix("1.2.3.4/40"): prefix length out of range',
      ],
    ],
    [
      'a port that is none',
      '{rules: [{to: [{operation: {ports: [http]}}]}]}',
      [
        'spec.rules[0].to[0].operation.ports: invalid policy x.default: bad port (http): strconv.ParseUint: parsing "http": invalid syntax',
      ],
    ],
    [
      'a template with more behind',
      '{rules: [{to: [{operation: {paths: ["/{**}/a/{*}"]}}]}]}',
      [
        'spec.rules[0].to[0].operation.paths: invalid policy x.default: invalid or unsupported path {**}/a/{*}, found in Paths. {**} is not the last operator',
      ],
    ],
    [
      'an attribute that is none',
      '{rules: [{when: [{key: request.header, values: [a]}]}]}',
      [
        'spec.rules[0].when[0]: invalid policy x.default: invalid `value` for `key` request.header: unknown attribute: request.header',
        'spec.rules[0].when[0]: invalid policy x.default: invalid `notValue` for `key` request.header: unknown attribute: request.header',
      ],
    ],
    [
      'a provider that is not asked',
      '{provider: {name: a}}',
      ['spec.provider: invalid policy x.default: `provider` must not be with non CUSTOM action, found ALLOW'],
    ],
    [
      'an authorizer asked by identity',
      '{action: CUSTOM, provider: {name: a}, rules: [{from: [{source: {namespaces: [b]}}]}]}',
      [
        'spec.rules[0].from[0].source.namespaces: invalid policy x.default: From.Namespaces is currently not supported with CUSTOM action',
      ],
    ],
    [
      'denying by HTTP alone closes TCP',
      '{action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}',
      [
        '~spec.rules[0]: configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
      ],
    ],
    [
      'a selector and a target',
      '{selector: {matchLabels: {app: a}}, targetRef: {kind: Service, name: a}}',
      ['spec: invalid policy x.default: only one of targetRefs or workloadSelector can be set'],
    ],
  ],
  RequestAuthentication: [
    ['an issuer', '{jwtRules: [{issuer: me, jwksUri: "https://me/keys"}]}', []],
    [
      'neither issuer nor keys',
      '{jwtRules: [{}]}',
      ['spec.jwtRules[0]: issuer or jwksUri must be non-empty string'],
    ],
    [
      'keys by another way',
      '{jwtRules: [{issuer: me, jwksUri: "ftp://me/keys"}]}',
      ['spec.jwtRules[0].jwksUri: URI scheme "ftp" is not supported'],
    ],
    [
      'keys that are none',
      '{jwtRules: [{issuer: me, jwks: "{}"}]}',
      [
        'spec.jwtRules[0].jwks: jwks parse error: failed to unmarshal JWK set: failed to parse sole key in key set: invalid key type from JSON ()',
      ],
    ],
    [
      'a secret key',
      `{jwtRules: [{issuer: me, jwks: '{"keys": [{"kty": "RSA", "d": "x"}]}'}]}`,
      [
        '~spec.jwtRules[0].jwks: jwks key at index 0 contains private key material; only public keys are used for verification',
      ],
    ],
    [
      'a header without name',
      '{jwtRules: [{issuer: me, fromHeaders: [{prefix: a}], outputClaimToHeaders: [{header: "a b", claim: c}]}]}',
      [
        'spec.jwtRules[0].fromHeaders[0]: location header name must be non-empty string',
        'spec.jwtRules[0].outputClaimToHeaders[0]: header name a b is not a valid header name',
      ],
    ],
  ],
  ServiceEntry: [
    [
      'a host outside',
      '{hosts: [a.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}',
      [],
    ],
    [
      'no host',
      '{ports: [{number: 80, name: http, protocol: HTTP}]}',
      ['spec.hosts: service entry must have at least one host'],
    ],
    ['every host', '{hosts: ["*"]}', ['spec.hosts[0]: invalid host *']],
    [
      'ports twice',
      '{hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 80, name: a, protocol: HTTP}]}',
      [
        'spec.ports[1].name: service entry port name "a" already defined',
        'spec.ports[1].number: service entry port 80 already defined',
      ],
    ],
    [
      'a block with DNS',
      '{hosts: [a.com], addresses: [10.0.0.0/8], resolution: DNS}',
      ['spec.addresses[0]: CIDR addresses are allowed only for NONE/STATIC resolution types'],
    ],
    [
      'endpoints that are not asked',
      '{hosts: [a.com], endpoints: [{address: 1.1.1.1}]}',
      ['spec.endpoints: no endpoints should be provided for resolution type none'],
    ],
    [
      'a name as address',
      '{hosts: [a.com], resolution: STATIC, endpoints: [{address: b.com}]}',
      ['spec.endpoints[0].address: endpoint address "b.com" is not a valid IP address'],
    ],
    [
      'a port that the entry does not have',
      '{hosts: [a.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: STATIC, endpoints: [{address: 1.1.1.1, ports: {grpc: 90}}]}',
      ['spec.endpoints[0].ports.grpc: endpoint port 90 is not defined by the service entry'],
    ],
    [
      'a wildcard that DNS cannot answer',
      '{hosts: ["*.a.com"], resolution: DNS}',
      [
        'spec.hosts[0]: hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode DNS, domain name "*.a.com" invalid (label "*" invalid)',
      ],
    ],
    [
      'TCP for two hosts',
      '{hosts: [a.com, b.com], ports: [{number: 80, name: tcp, protocol: TCP}], resolution: DNS}',
      ['spec.ports[0]: multiple hosts provided with non-HTTP, non-TLS ports'],
    ],
    [
      'exported to nobody, and to somebody too',
      '{hosts: [a.com], exportTo: ["~", b]}',
      ['spec.exportTo: cannot export service entry to no one (~) and someone'],
    ],
  ],
  Sidecar: [
    ['its own namespace', '{egress: [{hosts: ["./*"]}]}', []],
    ['nothing', '{}', ['spec: sidecar: empty configuration provided']],
    [
      'a host without namespace',
      '{egress: [{hosts: [reviews]}]}',
      ['spec.egress[0].hosts[0]: host must be of form namespace/dnsName'],
    ],
    [
      'everything, and something',
      '{egress: [{hosts: ["*/*", "a/*"]}]}',
      ['~spec.egress[0].hosts: `*/*` host select all resources, no other hosts can be added'],
    ],
    [
      'a host twice',
      '{egress: [{hosts: ["a/*", "a/b.c"]}]}',
      ['~spec.egress[0].hosts[1]: duplicated egress host: a/b.c'],
    ],
    [
      'the rest before the port',
      '{egress: [{hosts: ["*/*"]}, {port: {number: 80, protocol: HTTP}, hosts: ["*/*"]}]}',
      [
        'spec.egress[0]: sidecar: the egress listener with empty port should be the last listener in the list',
      ],
    ],
    [
      'an endpoint elsewhere',
      '{ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: "10.0.0.1:80"}]}',
      [
        'spec.ingress[0].defaultEndpoint: sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset',
      ],
    ],
    [
      'an endpoint without port',
      '{ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: "127.0.0.1"}]}',
      [
        'spec.ingress[0].defaultEndpoint: address 127.0.0.1: missing port in address',
        'spec.ingress[0].defaultEndpoint: sidecar: defaultEndpoint port () is not a number: strconv.Atoi: parsing "": invalid syntax',
      ],
    ],
    [
      'a mode that only the mesh may have, by its number',
      '{outboundTrafficPolicy: {mode: 3}}',
      [
        'spec.outboundTrafficPolicy.mode: sidecar: ALLOW_ANY_DYNAMIC_DNS mode is only supported in MeshConfig, not in Sidecar resource',
      ],
    ],
    [
      'an egress proxy under the strict mode',
      '{outboundTrafficPolicy: {egressProxy: {host: a.com}}}',
      [
        'spec.outboundTrafficPolicy.egressProxy: sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
      ],
    ],
  ],
  WorkloadEntry: [
    ['an address', '{address: 1.2.3.4}', []],
    ['none', '{}', ['spec: address is required']],
    ['none in a network', '{network: far}', ['~spec: address is unset with network "far"']],
    [
      'a socket with ports',
      '{address: "unix:///run/a", ports: {http: 80}}',
      ['spec.ports: unix endpoint unix:///run/a must not include ports'],
    ],
    [
      'neither name nor address',
      '{address: "a b"}',
      ['spec.address: endpoint address "a b" is not a valid FQDN or an IP address'],
    ],
  ],
  WorkloadGroup: [
    ['a template', '{template: {}}', []],
    ['none', '{}', ['spec: template is required']],
    [
      'labels that are none',
      '{template: {}, metadata: {labels: {".": "~"}}}',
      [
        'spec.metadata.labels: invalid labels: 2 errors occurred:\n\t* invalid tag key: "."\n\t* invalid tag value: "~"\n\n',
      ],
    ],
    [
      'a probe without a way',
      '{template: {}, probe: {periodSeconds: -1}}',
      [
        'spec.probe.periodSeconds: periodSeconds must be non-negative',
        'spec.probe: unknown health check method <nil>',
      ],
    ],
  ],
  Telemetry: [
    ['tags', '{tracing: [{randomSamplingPercentage: 10, customTags: {a: {literal: {value: b}}}}]}', []],
    [
      'more than everything',
      '{tracing: [{randomSamplingPercentage: 101}]}',
      ['spec.tracing[0].randomSamplingPercentage: randomSamplingPercentage must be in range [0.0, 100.0]'],
    ],
    ['two traces', '{tracing: [{}, {}]}', ['~spec.tracing: multiple tracing is not currently supported']],
    [
      'a tag without value',
      '{metrics: [{overrides: [{tagOverrides: {a: {operation: UPSERT}}}]}]}',
      [
        'spec.metrics[0].overrides[0].tagOverrides.a: tagOverrides.value must be set when operation is UPSERT',
      ],
    ],
  ],
  ProxyConfig: [
    ['threads', '{concurrency: 2}', []],
    [
      'fewer than none',
      '{concurrency: -1}',
      ['spec.concurrency: concurrency must be greater than or equal to 0'],
    ],
  ],
  EnvoyFilter: [
    [
      'always a warning',
      '{configPatches: []}',
      [
        '~spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
      ],
    ],
  ],
  WasmPlugin: [
    ['a module', '{url: "oci://a/b"}', []],
    ['null in what only the module reads', '{url: "oci://a/b", pluginConfig: {a: [null]}}', []],
    ['none', '{}', ['spec.url: url field needs to be set']],
    [
      'another way',
      '{url: "ftp://a/b", sha256: abc}',
      [
        'spec.url: url contains unsupported scheme: ftp',
        'spec.sha256: sha256 field must be 64 characters long',
      ],
    ],
  ],
  TrafficExtension: [
    ['a script', '{lua: {inlineCode: x}}', []],
    ['both', '{lua: {inlineCode: x}, wasm: {url: a}}', ['spec: exactly one of wasm or lua must be set']],
    [
      'a port that is none',
      '{lua: {inlineCode: x}, match: [{ports: [{number: 0}]}]}',
      ['spec.match: spec.Match[0].Ports[0] is out of range: 0'],
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (kind, rows) => {
  it.each(rows)('%s', (_, spec, expected) => {
    expect(judged(kind, spec)).toEqual(expected);
  });
});

describe('metadata', () => {
  it.each([
    [
      'PeerAuthentication',
      { 'istio.io/dry-run': 'true' },
      'default/x has unsupported annotation istio.io/dry-run, please remove the annotation',
    ],
    [
      'AuthorizationPolicy',
      { 'istio.io/dry-run': 'maybe' },
      'default/x has annotation istio.io/dry-run with invalid value (maybe): strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [
      'PeerAuthentication',
      { 'internal.istio.io/parents': 'a' },
      '"internal.istio.io/parents" annotation found, this may not be set by users',
    ],
  ])('of a %s', (kind, annotations, message) => {
    expect(judge(kind, '{}', { annotations }).errors).toEqual([{ path: 'metadata.annotations', message }]);
  });

  it('lets a policy be tried out', () => {
    expect(judged('AuthorizationPolicy', '{}', { annotations: { 'istio.io/dry-run': 'true' } })).toEqual([]);
  });
});
