import { parseDurationMs } from '../../../lib/duration';
import { quote } from '../../../lib/quote';
import type { Field } from '../../kinds/field';
import { durationProblem, portProblem } from '../checks/numbers';
import { Findings } from '../findings';
import { proxyAddressProblem } from './proxy-address';
import { checkEssentials, checkPrivateKeyProvider, checkReceivers, checkTracing } from './proxy-config-parts';

/**
 * Checks `defaultConfig`, what every proxy starts with, as it is once it lies over Istio's defaults.
 * Semantics: istio, ValidateMeshConfigProxyConfig.
 */
export function checkDefaultConfig(config: Field): Findings {
  const findings = new Findings();
  findings.add(checkEssentials(config));
  const drain = config.at('drainDuration');
  const late = drainDurationProblem(drain);
  if (late !== undefined) findings.listedError(drain, late);
  findings.add(checkDiscoveryAddress(config.at('discoveryAddress')));
  findings.add(checkTracing(config.at('tracing')));
  findings.add(checkReceivers(config));
  findings.add(checkPort(config.at('proxyAdminPort'), 'invalid proxy admin port:'));
  const authentication = config.at('controlPlaneAuthPolicy');
  if (!isAuthPolicy(authentication)) {
    const value = authentication.text || String(authentication.number);
    findings.listedError(
      authentication,
      `invalid authentication policy: unrecognized control plane auth policy ${quote(value)}`,
    );
  }
  findings.add(checkPort(config.at('statusPort'), 'invalid status port:'));
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

function checkDiscoveryAddress(address: Field): Findings {
  const findings = new Findings();
  const problem =
    address.text === ''
      ? 'discovery address must be set to the proxy discovery service'
      : proxyAddressProblem(address.text);
  if (problem === undefined) return findings;
  findings.listedError(address, address.text === '' ? problem : `invalid discovery address: ${problem}`);
  return findings;
}

function checkPort(port: Field, prefix: string): Findings {
  const findings = new Findings();
  const problem = portProblem(port.number);
  if (problem !== undefined) findings.listedError(port, `${prefix} ${problem}`);
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
