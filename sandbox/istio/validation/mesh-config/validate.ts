import { parseDurationMs } from '../../../lib/duration';
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

/** Checks the mesh's own configuration, of which any part may be left out. Semantics: istio pkg/config/validation/agent, ValidateMeshConfig. */
export function validateMeshConfig(mesh: Field): Findings {
  const findings = new Findings();
  const port = mesh.at('proxyListenPort');
  if (port.isSet) prefixed(port, 'invalid proxy listen port:', portProblem(port.number), findings);
  const connect = mesh.at('connectTimeout');
  if (connect.isSet) prefixed(connect, 'invalid connect timeout:', connectTimeoutProblem(connect), findings);
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
  return ms > 3_600_000 ? `time ${timeout.text} must be >1ms and <1h0m0s` : undefined;
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
