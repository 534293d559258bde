import { expect, it } from 'vitest';
import { applyMeshConfig, DEFAULT_MESH_CONFIG, type MeshConfig } from '../../sandbox/istio/discovery/index';
import { Field } from '../../sandbox/istio/kinds/field';
import { validateMeshConfig } from '../../sandbox/istio/validation/mesh-config/validate';
import {
  checkProvider,
  checkProviders,
} from '../../sandbox/istio/validation/mesh-config/extension-providers';
import { validateMeshNetworks } from '../../sandbox/istio/validation/mesh-config/networks';
import { parseYaml } from '../../sandbox/lib/yaml/index';

function field(text: string): Field {
  return new Field(parseYaml(text, { file: '' }).documents[0]?.value, '');
}

it.each([
  ['nothing', '{}', []],
  [
    'times and ports',
    '{connectTimeout: 2h, protocolDetectionTimeout: 0s, proxyListenPort: 70000}',
    [
      'proxyListenPort: invalid proxy listen port: port number 70000 must be in the range 1..65535',
      'connectTimeout: invalid connect timeout: time 2h0m0s must be >1ms and <1h0m0s',
    ],
  ],
  [
    'domains',
    '{trustDomain: "", trustDomainAliases: [a.b., "a_b"], serviceSettings: [{hosts: ["a.*"]}]}',
    [
      'serviceSettings[0].hosts[0]: serviceSettings[0], host `a.*`: domain name "*" invalid (label "*" invalid)',
      'trustDomain: trustDomain: empty domain name not allowed',
      'trustDomainAliases[1]: trustDomainAliases[1], domain `a_b` : trust domain name "a_b" invalid',
    ],
  ],
  [
    'what proxies start with',
    '{defaultConfig: {discoveryAddress: istiod, statusPort: 0, drainDuration: 1500ms, controlPlaneAuthPolicy: 3, connectionSettings: {httpMaxConcurrentStreams: 0, httpIdleTimeout: -1s}}}',
    [
      'defaultConfig.drainDuration: drain time only supports durations to seconds precision',
      'defaultConfig.discoveryAddress: invalid discovery address: unable to split "istiod": address istiod: missing port in address',
      'defaultConfig.controlPlaneAuthPolicy: invalid authentication policy: unrecognized control plane auth policy "3"',
      'defaultConfig.statusPort: invalid status port: port number 0 must be in the range 1..65535',
      'defaultConfig.connectionSettings.httpMaxConcurrentStreams: invalid connection settings: http_max_concurrent_streams must be positive',
      'defaultConfig.connectionSettings.httpIdleTimeout: invalid connection settings: http_idle_timeout must be non-negative',
    ],
  ],
  [
    'what proxies cannot do without',
    '{defaultConfig: {configPath: "", binaryPath: "", serviceCluster: "", discoveryAddress: ""}}',
    [
      'defaultConfig.configPath: config path must be set',
      'defaultConfig.binaryPath: binary path must be set',
      'defaultConfig.serviceCluster: service cluster must be specified',
      'defaultConfig.discoveryAddress: discovery address must be set to the proxy discovery service',
    ],
  ],
  [
    'where spans go',
    '{defaultConfig: {tracing: {zipkin: {address: zipkin}, customTags: {a: null, b: {literal: {value: x}}}, tlsSettings: {mode: MUTUAL}}}}',
    [
      'defaultConfig.tracing.zipkin.address: invalid zipkin config: unable to split "zipkin": address zipkin: missing port in address',
      'defaultConfig.tracing.tlsSettings: invalid tracing TLS config: client certificate required for mutual tls',
      'defaultConfig.tracing.tlsSettings: invalid tracing TLS config: private key required for mutual tls',
      'defaultConfig.tracing.customTags.a: invalid tracing custom tags: encountered nil value for custom tag: a',
    ],
  ],
  ['spans that go to the node', '{defaultConfig: {tracing: {datadog: {address: "$(HOST_IP):8126"}}}}', []],
  [
    'spans that need a password',
    '{defaultConfig: {tracing: {lightstep: {}}}}',
    [
      'defaultConfig.tracing.lightstep.address: invalid lightstep config: address is required',
      'defaultConfig.tracing.lightstep.address: invalid lightstep config: invalid lightstep address: unable to split "": missing port in address',
      'defaultConfig.tracing.lightstep.accessToken: invalid lightstep config: access token is required',
    ],
  ],
  [
    'where metrics and logs go',
    '{defaultConfig: {envoyMetricsService: {address: metrics}, envoyAccessLogService: {address: "logs:x"}}}',
    [
      'defaultConfig.envoyMetricsService.address: invalid envoy metrics service address "metrics": unable to split "metrics": address metrics: missing port in address',
      'defaultConfig.envoyAccessLogService.address: invalid envoy access log service address "logs:x": port (x) is not a number: strconv.Atoi: parsing "x": invalid syntax',
    ],
  ],
  [
    'who holds private keys',
    '{defaultConfig: {privateKeyProvider: {cryptomb: {pollDelay: 0s}}}}',
    [
      'defaultConfig.privateKeyProvider.cryptomb.pollDelay: invalid private key provider configuration: pollDelay must be non zero',
    ],
  ],
  [
    'nobody who holds private keys',
    '{defaultConfig: {privateKeyProvider: {}}}',
    [
      'defaultConfig.privateKeyProvider: invalid private key provider configuration: private key provider configuration is required',
      'defaultConfig.privateKeyProvider: invalid private key provider configuration: unknown private key provider',
    ],
  ],
  [
    'TLS',
    '{meshMTLS: {ecdhCurves: [P-256]}, tlsDefaults: {ecdhCurves: [P-256, P-1, P-256, B-1]}}',
    [
      'meshMTLS.ecdhCurves: mesh TLS does not support ECDH curves configuration',
      '~tlsDefaults.ecdhCurves: detected unrecognized ECDH curves: [B-1 P-1]',
      '~tlsDefaults.ecdhCurves: detected duplicate ECDH curves: [P-256]',
    ],
  ],
  [
    'a name for traces in place of a cluster',
    '{defaultConfig: {serviceCluster: "", tracingServiceName: CANONICAL_NAME_ONLY}}',
    [],
  ],
  [
    'retries of inbound requests',
    '{defaultInboundHttpRetryPolicy: {attempts: 0, backoff: 1s, perTryTimeout: 1s}}',
    [
      'defaultInboundHttpRetryPolicy: invalid default inbound http retry policy: http retry policy configured when attempts are set to 0 (disabled)',
      'defaultInboundHttpRetryPolicy.backoff: invalid default inbound http retry policy: backoff configured when attempts are set to 0 (disabled)',
      '~defaultInboundHttpRetryPolicy.perTryTimeout: perTryTimeout is ignored by the default inbound http retry policy',
    ],
  ],
])('the mesh is told about %s', (_, text, wanted) => {
  const mesh = applyMeshConfig(DEFAULT_MESH_CONFIG, field(text).value as Partial<MeshConfig>);
  const { errors, warnings } = validateMeshConfig(new Field(mesh, ''));
  expect([
    ...errors.map(({ path, message }) => `${path}: ${message}`),
    ...warnings.map(({ path, message }) => `~${path}: ${message}`),
  ]).toEqual(wanted);
});

it('networks name registries, ranges and gateways', () => {
  const networks = field(
    '{networks: {far: {endpoints: [{fromRegistry: a.b}, {fromCidr: 1.2.3.4/99}], gateways: [{address: "a b", port: 0}]}}}',
  );
  expect(validateMeshNetworks(networks).errors.map(({ message }) => message)).toEqual([
    'invalid network far: invalid registry name: a.b',
    'invalid network far: 1.2.3.4/99 is not a valid CIDR block',
    'invalid network far: a b is not a valid IP address or DNS name',
    'invalid network far: port number 0 must be in the range 1..65535',
  ]);
});

it.each([
  ['zipkin', '{service: zipkin.istio-system, port: 9411}', []],
  [
    'datadog',
    '{service: "", port: 0}',
    ['invalid service port: port number 0 must be in the range 1..65535', 'service must not be empty'],
  ],
  ['lightstep', '{service: ns/a.b, port: 1}', ['access token is required']],
  [
    'envoyExtAuthzHttp',
    '{service: 10.0.0.1, port: 1, pathPrefix: x}',
    ['pathPrefix should begin with `/` but found "x"'],
  ],
  ['prometheus', '{}', []],
])('provider %s %s', (kind, text, wanted) => {
  expect(checkProvider(kind, field(text)).errors.map(({ message }) => message)).toEqual(wanted);
});

it('providers have names of their own', () => {
  const { errorText } = checkProviders(
    field('[{zipkin: {service: z, port: 1}}, {name: a, prometheus: {}}, {name: a}]'),
  );
  expect(errorText).toBe(
    '2 errors occurred:\n' +
      '\t* invalid extension provider : empty extension provider name\n' +
      '\t* invalid extension provider a: duplicate extension provider name a\n\n',
  );
});
