import { parseDurationMs } from '../../../lib/duration';
import { quote } from '../../../lib/quote';
import type { Field } from '../../kinds/field';
import { durationProblem, portProblem } from '../checks/numbers';
import { Findings } from '../findings';
import { proxyAddressProblem } from './proxy-address';
import { checkEssentials, checkPrivateKeyProvider, checkReceivers, checkTracing } from './proxy-config-parts';

const addresses = [
  ['discoveryAddress', 'invalid discovery address:'],
  ['statsdUdpAddress', 'invalid statsd udp address'],
] as const;
const ports = [
  ['proxyAdminPort', 'invalid proxy admin port:'],
  ['statusPort', 'invalid status port:'],
] as const;

/** Checks `defaultConfig`, what every proxy starts with. Semantics: istio, ValidateMeshConfigProxyConfig. */
export function checkDefaultConfig(config: Field): Findings {
  const findings = new Findings();
  if (!config.isSet) return findings;
  findings.add(checkEssentials(config));
  for (const [name, prefix] of addresses) {
    const address = config.at(name);
    const problem = address.text === '' ? undefined : proxyAddressProblem(address.text);
    const named = name === 'statsdUdpAddress' ? `${prefix} ${quote(address.text)}:` : prefix;
    if (problem !== undefined) findings.listedError(address, `${named} ${problem}`);
  }
  findings.add(checkTracing(config.at('tracing')));
  findings.add(checkReceivers(config));
  for (const [name, prefix] of ports) {
    const port = config.at(name);
    const problem = port.isSet ? portProblem(port.number) : undefined;
    if (problem !== undefined) findings.listedError(port, `${prefix} ${problem}`);
  }
  const drain = config.at('drainDuration');
  const late = drain.isSet ? drainDurationProblem(drain) : undefined;
  if (late !== undefined) findings.listedError(drain, late);
  const authentication = config.at('controlPlaneAuthPolicy');
  if (!isAuthPolicy(authentication)) {
    const value = authentication.text || String(authentication.number);
    findings.listedError(
      authentication,
      `invalid authentication policy: unrecognized control plane auth policy ${quote(value)}`,
    );
  }
  findings.add(checkPrivateKeyProvider(config.at('privateKeyProvider')));
  const connections = checkConnectionSettings(config.at('connectionSettings'));
  connections.prefixErrors('invalid connection settings:');
  findings.add(connections);
  const allocation = config.at('proxyMetadata').at('ISTIO_META_DNS_AUTO_ALLOCATE');
  if (allocation.isSet) {
    findings.warning(
      allocation,
      "'ISTIO_META_DNS_AUTO_ALLOCATE' is deprecated; review https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/#dns-auto-allocation-v2 for information about replacement functionality",
    );
  }
  return findings;
}

/** Whole seconds. */
export function drainDurationProblem(drain: Field): string | undefined {
  const problem = durationProblem(drain);
  if (problem !== undefined) return `invalid drain duration: ${problem}`;
  const ms = parseDurationMs(drain.text) ?? 0;
  return ms % 1000 === 0 ? undefined : 'drain time only supports durations to seconds precision';
}

/** NONE or MUTUAL_TLS, by name or by number. */
export function isAuthPolicy(policy: Field): boolean {
  if (!policy.isSet) return true;
  return typeof policy.value === 'number'
    ? policy.value === 0 || policy.value === 1
    : ['NONE', 'MUTUAL_TLS'].includes(policy.text);
}

const limits: readonly (readonly [field: string, name: string, least: number, words: string])[] = [
  ['listenerPerConnectionBufferLimitBytes', 'listener_per_connection_buffer_limit_bytes', 0, 'non-negative'],
  ['clusterPerConnectionBufferLimitBytes', 'cluster_per_connection_buffer_limit_bytes', 0, 'non-negative'],
  ['httpMaxConcurrentStreams', 'http_max_concurrent_streams', 1, 'positive'],
  ['http2InitialStreamWindowSize', 'http2_initial_stream_window_size', 65_535, 'at least 65535'],
  ['http2InitialConnectionWindowSize', 'http2_initial_connection_window_size', 65_535, 'at least 65535'],
  ['listenerConnectionLimit', 'listener_connection_limit', 1, 'positive'],
  ['globalDownstreamConnectionLimit', 'global_downstream_connection_limit', 1, 'positive'],
];
const timeouts: readonly (readonly [field: string, name: string])[] = [
  ['httpIdleTimeout', 'http_idle_timeout'],
  ['httpMaxConnectionDuration', 'http_max_connection_duration'],
  ['httpDrainTimeout', 'http_drain_timeout'],
  ['httpRequestTimeout', 'http_request_timeout'],
  ['httpRequestHeadersTimeout', 'http_request_headers_timeout'],
  ['httpStreamIdleTimeout', 'http_stream_idle_timeout'],
  ['httpMaxStreamDuration', 'http_max_stream_duration'],
];

/** Limits of what proxies accept. */
export function checkConnectionSettings(settings: Field): Findings {
  const findings = new Findings();
  for (const [field, name, least, words] of limits) {
    const limit = settings.at(field);
    if (limit.isSet && limit.number < least) findings.listedError(limit, `${name} must be ${words}`);
  }
  for (const [field, name] of timeouts) {
    const timeout = settings.at(field);
    if (timeout.text.startsWith('-')) findings.listedError(timeout, `${name} must be non-negative`);
  }
  return findings;
}
