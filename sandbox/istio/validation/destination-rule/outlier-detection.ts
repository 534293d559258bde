import type { Field } from '../../kinds/field';
import { durationProblem, percentProblem } from '../checks/numbers';
import { Findings } from '../findings';

export function checkOutlierDetection(outlier: Field): Findings {
  const findings = new Findings();
  if (!outlier.isSet) return findings;
  const base = outlier.at('baseEjectionTime');
  if (base.isSet) findings.check(base, durationProblem(base));
  if (outlier.at('consecutiveErrors').number !== 0) {
    findings.warning(
      outlier.at('consecutiveErrors'),
      'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
    );
  }
  const local = outlier.at('consecutiveLocalOriginFailures');
  if (!outlier.at('splitExternalLocalOriginErrors').isTrue && local.number > 0) {
    findings.error(
      local,
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
    );
  }
  const interval = outlier.at('interval');
  if (interval.isSet) findings.check(interval, durationProblem(interval));
  for (const name of ['maxEjectionPercent', 'minHealthPercent']) {
    findings.check(outlier.at(name), percentProblem(outlier.at(name).number));
  }
  return findings;
}
