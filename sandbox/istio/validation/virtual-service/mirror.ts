import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import { checkDestination } from './destinations';

/** Checks where copies of requests go and how many. */
export function checkMirrors(route: Field): Findings {
  const findings = new Findings();
  const old = ['mirrorPercent', 'mirror_percent'].map((name) => route.at(name)).find((one) => one.isSet);
  if (old) {
    if (old.number > 100) {
      findings.error(old, `mirror_percent must have a max value of 100 (it has ${String(old.number)})`);
    }
    findings.warning(old, 'using deprecated setting "mirrorPercent", use "mirrorPercentage" instead');
  }
  const percentage = route.at('mirrorPercentage');
  if (percentage.isSet) checkPercentage(percentage, 'mirror_percentage', findings);
  findings.addErrors(checkDestination(route.at('mirror')));
  for (const mirror of route.at('mirrors').items) {
    if (!mirror.isSet) findings.error(mirror, 'mirror cannot be null');
    else if (!mirror.has('destination')) findings.error(mirror, 'destination is required for mirrors');
    else {
      findings.addErrors(checkDestination(mirror.at('destination')));
      const share = mirror.at('percentage');
      if (share.isSet) checkPercentage(share, 'mirror percentage', findings);
    }
  }
  return findings;
}

function checkPercentage(percentage: Field, words: string, findings: Findings): void {
  const value = percentage.at('value');
  const printed = value.number.toFixed(6);
  if (value.number > 100) {
    findings.error(value, `${words} must have a max value of 100 (it has ${printed})`);
  }
  if (value.number < 0) findings.error(value, `${words} must have a min value of 0 (it has ${printed})`);
}
