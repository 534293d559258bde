import { formatDuration, parseDurationMs } from '../../../lib/duration';
import type { Field } from '../../kinds/field';
import { isDnsLabel, wildcardDomainProblem } from '../checks/host-name';
import { durationProblem, portProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { checkConnectionPool } from '../destination-rule/connection-pool';
import { checkLocality, checkZoneAware } from '../destination-rule/locality';
import { checkOutlierDetection } from '../destination-rule/outlier-detection';
import { Findings } from '../findings';
import { checkRetries } from '../virtual-service/retries';
import { checkDefaultConfig } from './default-config';

/**
 * Checks the mesh's own configuration as it is once it lies over Istio's defaults.
 * Semantics: istio pkg/config/validation/agent, ValidateMeshConfig.
 */
export function validateMeshConfig(mesh: Field): Findings {
  const findings = new Findings();
  const port = mesh.at('proxyListenPort');
  prefixed(port, 'invalid proxy listen port:', portProblem(port.number), findings);
  const connect = mesh.at('connectTimeout');
  prefixed(connect, 'invalid connect timeout:', connectTimeoutProblem(connect), findings);
  const detection = mesh.at('protocolDetectionTimeout');
  if (detection.isSet) {
    const problem = detectionTimeoutProblem(detection);
    prefixed(detection, 'invalid protocol detection timeout:', problem, findings);
  }
  findings.add(checkDefaultConfig(mesh.at('defaultConfig')));
  findings.add(checkLocality(mesh.at('localityLbSetting'), true));
  findings.add(checkZoneAware(mesh.at('zoneAwareLbSetting'), true));
  findings.add(checkServiceSettings(mesh.at('serviceSettings')));
  checkTrustDomains(mesh, findings);
  findings.add(checkTls(mesh));
  findings.add(checkDefaultTrafficPolicy(mesh.at('defaultTrafficPolicy')));
  findings.add(checkInboundRetries(mesh.at('defaultInboundHttpRetryPolicy')));
  return findings;
}

function prefixed(where: Field, prefix: string, problem: string | undefined, findings: Findings): void {
  if (problem !== undefined) findings.error(where, `${prefix} ${problem}`);
}

/** At most an hour. */
export function connectTimeoutProblem(timeout: Field): string | undefined {
  const problem = durationProblem(timeout);
  if (problem !== undefined) return problem;
  const ms = parseDurationMs(timeout.text) ?? 0;
  return ms > 3_600_000 ? `time ${formatDuration(ms)} must be >1ms and <1h0m0s` : undefined;
}

/** Zero switches detection's limit off. */
export function detectionTimeoutProblem(timeout: Field): string | undefined {
  const ms = parseDurationMs(timeout.text) ?? 0;
  return Number.isInteger(ms) ? undefined : 'only durations to ms precision are supported';
}

export function checkServiceSettings(settings: Field): Findings {
  const findings = new Findings();
  for (const [index, setting] of settings.items.entries()) {
    for (const host of setting.at('hosts').items) {
      const problem = wildcardDomainProblem(host.text);
      const place = `serviceSettings[${String(index)}], host \`${host.text}\`:`;
      if (problem !== undefined) findings.error(host, `${place} ${problem}`);
    }
  }
  return findings;
}

function checkTrustDomains(mesh: Field, findings: Findings): void {
  const domain = mesh.at('trustDomain');
  if (domain.isSet) prefixed(domain, 'trustDomain:', trustDomainNameProblem(domain.text), findings);
  for (const [index, alias] of mesh.at('trustDomainAliases').items.entries()) {
    const prefix = `trustDomainAliases[${String(index)}], domain \`${alias.text}\` :`;
    prefixed(alias, prefix, trustDomainNameProblem(alias.text), findings);
  }
}

/** What sidecars ask of each other's TLS, and servers of their clients'. */
function checkTls(mesh: Field): Findings {
  const findings = new Findings();
  const own = mesh.at('meshMTLS').at('ecdhCurves');
  if (own.items.length > 0) {
    findings.listedError(own, 'mesh TLS does not support ECDH curves configuration');
  }
  const curves = mesh.at('tlsDefaults').at('ecdhCurves');
  const isKnown = (curve: string): boolean => ecdhCurves.includes(curve);
  const repeated = curves.texts.filter((curve, index, all) => isKnown(curve) && all.indexOf(curve) < index);
  for (const [words, found] of [
    ['unrecognized', curves.texts.filter((curve) => !isKnown(curve))],
    ['duplicate', repeated],
  ] as const) {
    const names = [...new Set(found)].sort();
    if (names.length > 0) findings.warning(curves, `detected ${words} ECDH curves: [${names.join(' ')}]`);
  }
  return findings;
}

/** Curves that Envoy knows. */
const ecdhCurves: readonly string[] = [
  '',
  'P-224',
  'P-256',
  'P-521',
  'P-384',
  'X25519',
  'X25519Kyber768Draft00',
  'X25519MLKEM768',
];

/** Why a text names no trust domain. */
export function trustDomainNameProblem(domain: string): string | undefined {
  if (domain === '') return 'empty domain name not allowed';
  const labels = domain.split('.');
  const checked = labels.at(-1) === '' ? labels.slice(0, -1) : labels;
  return checked.every(isDnsLabel) ? undefined : `trust domain name ${quote(domain)} invalid`;
}

/** What every service gets that no DestinationRule speaks of. */
export function checkDefaultTrafficPolicy(policy: Field): Findings {
  const findings = new Findings();
  findings.addErrors(checkConnectionPool(policy.at('connectionPool')));
  findings.addErrors(checkOutlierDetection(policy.at('outlierDetection')));
  return findings;
}

/** Attempts of 0 switch inbound retries off; parts that speak of a choice of hosts mean nothing there. */
export function checkInboundRetries(retries: Field): Findings {
  const findings = new Findings();
  if (!retries.isSet) return findings;
  const prefix = 'invalid default inbound http retry policy:';
  const own = checkRetries(retries);
  own.prefixErrors(prefix);
  findings.add(own);
  if (retries.at('attempts').number === 0 && retries.has('backoff')) {
    const text = `${prefix} backoff configured when attempts are set to 0 (disabled)`;
    findings.error(retries.at('backoff'), text);
  }
  for (const name of ['perTryTimeout', 'retryRemoteLocalities', 'retryIgnorePreviousHosts']) {
    if (!retries.has(name)) continue;
    findings.warning(retries.at(name), `${name} is ignored by the default inbound http retry policy`);
  }
  return findings;
}
