import { checkWorkloadSelector } from '../checks/selector';
import type { Findings } from '../findings';
import type { Subject } from '../webhook';

/** Checks a ProxyConfig. Semantics: istio pkg/config/validation, ValidateProxyConfig. */
export function validateProxyConfig({ spec }: Subject): Findings {
  const findings = checkWorkloadSelector(spec.at('selector'));
  if (spec.at('concurrency').number < 0) {
    findings.error(spec.at('concurrency'), 'concurrency must be greater than or equal to 0');
  }
  return findings;
}
