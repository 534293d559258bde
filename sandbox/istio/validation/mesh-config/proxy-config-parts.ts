import { parseDurationMs } from '../../../lib/duration';
import { quote } from '../../../lib/quote';
import type { Field } from '../../kinds/field';
import { checkClientTls } from '../destination-rule/client-tls';
import { Findings } from '../findings';
import { proxyAddressProblem } from './proxy-address';

/** Every proxy's own address stands in for itself. */
const HOST_IP = '$(HOST_IP)';

/** Checks where `defaultConfig.tracing` sends spans. Semantics: istio, ValidateMeshConfigProxyConfig. */
export function checkTracing(tracing: Field): Findings {
  const findings = new Findings();
  const lightstep = tracing.at('lightstep');
  if (lightstep.isSet) findings.add(prefixed(checkLightstep(lightstep), 'invalid lightstep config:'));
  for (const kind of ['zipkin', 'datadog']) {
    const tracer = tracing.at(kind);
    const problem = proxyAddressProblem(tracer.at('address').text.replace(HOST_IP, '127.0.0.1'));
    if (tracer.isSet && problem !== undefined) {
      findings.listedError(tracer.at('address'), `invalid ${kind} config: ${problem}`);
    }
  }
  const tls = tracing.at('tlsSettings');
  if (tls.isSet) findings.add(prefixed(checkClientTls(tls, ''), 'invalid tracing TLS config:'));
  for (const [name, tag] of tracing.at('customTags').entries) {
    if (tag.isSet) continue;
    const problem = `encountered nil value for custom tag: ${name}`;
    findings.listedError(tag, `invalid tracing custom tags: ${problem}`);
  }
  return findings;
}

function checkLightstep(lightstep: Field): Findings {
  const findings = new Findings();
  const [address, token] = [lightstep.at('address'), lightstep.at('accessToken')];
  if (address.text === '') findings.listedError(address, 'address is required');
  const problem = proxyAddressProblem(address.text);
  if (problem !== undefined) findings.listedError(address, `invalid lightstep address: ${problem}`);
  if (token.text === '') findings.listedError(token, 'access token is required');
  return findings;
}

/** Checks where proxies send their metrics and access logs. */
export function checkReceivers(config: Field): Findings {
  const findings = new Findings();
  for (const [address, words] of [
    [config.at('statsdUdpAddress'), 'statsd udp'],
    [config.at('envoyMetricsServiceAddress'), 'envoy metrics service'],
    [config.at('envoyMetricsService').at('address'), 'envoy metrics service'],
    [config.at('envoyAccessLogService').at('address'), 'envoy access log service'],
  ] as const) {
    const problem = address.text === '' ? undefined : proxyAddressProblem(address.text);
    if (problem !== undefined) {
      findings.listedError(address, `invalid ${words} address ${quote(address.text)}: ${problem}`);
    }
  }
  return findings;
}

/** Checks who computes with private keys in a proxy's place. */
export function checkPrivateKeyProvider(provider: Field): Findings {
  const findings = new Findings();
  if (!provider.isSet) return findings;
  const own = new Findings();
  const chosen = ['cryptomb', 'qat'].map((name) => provider.at(name)).find(({ isSet }) => isSet);
  if (chosen === undefined) {
    own.listedError(provider, 'private key provider configuration is required');
    own.listedError(provider, 'unknown private key provider');
  } else {
    const delay = chosen.at('pollDelay');
    if (!delay.isSet) own.listedError(delay, 'pollDelay is required');
    else if (parseDurationMs(delay.text) === 0) own.listedError(delay, 'pollDelay must be non zero');
  }
  findings.add(prefixed(own, 'invalid private key provider configuration:'));
  return findings;
}

/** What a proxy cannot start without. */
export function checkEssentials(config: Field): Findings {
  const findings = new Findings();
  for (const [name, words] of [
    ['configPath', 'config path must be set'],
    ['binaryPath', 'binary path must be set'],
  ] as const) {
    const field = config.at(name);
    if (field.text === '') findings.listedError(field, words);
  }
  const cluster = config.at('serviceCluster');
  if (config.has('tracingServiceName')) return findings;
  if (!cluster.isSet) {
    findings.listedError(cluster, 'oneof service cluster or tracing service name must be specified');
  } else if (cluster.text === '') findings.listedError(cluster, 'service cluster must be specified');
  return findings;
}

function prefixed(findings: Findings, prefix: string): Findings {
  findings.prefixErrors(prefix);
  return findings;
}
