import type { Field } from '../../kinds/field';
import { durationProblem } from '../checks/numbers';
import { Findings } from '../findings';
import { checkLocality, checkZoneAware } from './locality';

/** Checks how endpoints are chosen. Failing over needs outlier detection to notice the failure. */
export function checkLoadBalancer(balancer: Field, hasOutlierDetection: boolean): Findings {
  const findings = new Findings();
  if (!balancer.isSet) return findings;
  checkConsistentHash(balancer.at('consistentHash'), findings);
  if (balancer.has('localityLbSetting') && balancer.has('zoneAwareLbSetting')) {
    findings.error(balancer, 'only one of localityLbSetting and zoneAwareLbSetting can be set');
  }
  findings.add(checkLocality(balancer.at('localityLbSetting'), hasOutlierDetection));
  findings.add(checkZoneAware(balancer.at('zoneAwareLbSetting'), hasOutlierDetection));
  checkWarmup(balancer.at('warmup'), findings);
  return findings;
}

function checkConsistentHash(hash: Field, findings: Findings): void {
  const cookie = hash.at('httpCookie');
  if (cookie.isSet && cookie.at('name').text === '') findings.error(cookie, 'name required for HttpCookie');
  const names = new Set<string>();
  for (const attribute of cookie.at('attributes').items) {
    const name = attribute.at('name').text;
    if (name === '') findings.error(attribute, 'cookie attribute name cannot be empty');
    else if (names.has(name)) findings.error(attribute, `duplicate cookie attribute name: ${name}`);
    names.add(name);
  }
  if (hash.at('minimumRingSize').number !== 0) {
    findings.warning(
      hash.at('minimumRingSize'),
      "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead",
    );
    if (hash.has('ringHash') || hash.has('maglev')) {
      findings.error(hash, 'only one of MinimumRingSize or Maglev/Ringhash can be specified');
    }
  }
  const maglev = hash.at('maglev');
  if (!maglev.isSet) return;
  const size = maglev.at('tableSize').number;
  if (size === 0) findings.error(maglev, 'tableSize must be set for maglev');
  if (size >= 5_000_011) findings.error(maglev, 'tableSize must be less than 5000011 for maglev');
  if (!isPrime(size)) findings.error(maglev, 'tableSize must be a prime number for maglev');
}

/** As Envoy decides it: 1 counts, 0 does not. */
function isPrime(value: number): boolean {
  if (value !== 0 && value < 4) return true;
  if (value % 2 === 0) return false;
  const limit = Math.sqrt(value);
  for (let factor = 3; factor <= limit; factor += 2) if (value % factor === 0) return false;
  return true;
}

function checkWarmup(warmup: Field, findings: Findings): void {
  if (!warmup.isSet) return;
  const duration = warmup.at('duration');
  findings.check(duration, duration.isSet ? durationProblem(duration) : 'duration is required');
  if (warmup.at('minimumPercent').number > 100) {
    findings.error(warmup.at('minimumPercent'), 'minimumPercent value should be less than or equal to 100');
  }
  const aggression = warmup.at('aggression');
  if (aggression.isSet && aggression.number <= 0) {
    findings.error(aggression, 'aggression should be greater than 0');
  }
}
