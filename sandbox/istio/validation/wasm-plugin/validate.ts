import type { Field } from '../../kinds/field';
import { checkOneSelector, checkTargets, checkWorkloadSelector } from '../checks/selector';
import type { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkModule, matchProblem } from './module';

/** Checks a WasmPlugin. Semantics: istio pkg/config/validation, ValidateWasmPlugin. */
export function validateWasmPlugin({ spec }: Subject): Findings {
  const findings = checkAttachment(spec);
  findings.add(checkModule(spec, 'pluginName field must be less than 255 characters long'));
  findings.check(spec.at('match'), matchProblem(spec.at('match')));
  return findings;
}

function checkAttachment(spec: Field): Findings {
  const findings = checkOneSelector(spec);
  findings.add(checkWorkloadSelector(spec.at('selector')));
  findings.add(checkTargets(spec));
  return findings;
}
