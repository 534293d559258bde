import { checkOneSelector, checkTargets, checkWorkloadSelector } from '../checks/selector';
import { Findings } from '../findings';
import { checkModule, matchProblem } from '../wasm-plugin/module';
import type { Subject } from '../webhook';

/** Checks a TrafficExtension. Semantics: istio pkg/config/validation, ValidateTrafficExtension. */
export function validateTrafficExtension({ spec }: Subject): Findings {
  const findings = new Findings();
  const [wasm, lua] = [spec.at('wasm'), spec.at('lua')];
  if (wasm.isSet === lua.isSet) findings.error(spec, 'exactly one of wasm or lua must be set');
  findings.add(checkOneSelector(spec));
  findings.add(checkWorkloadSelector(spec.at('selector')));
  findings.add(checkTargets(spec));
  const code = lua.at('inlineCode');
  if (lua.isSet && code.text === '') findings.error(code, 'lua.inlineCode cannot be empty');
  if (code.text.length > 65_536) findings.error(code, 'lua.inlineCode exceeds maximum size of 64KB');
  if (wasm.isSet) {
    findings.add(checkModule(wasm, 'pluginName field must be less than 256 characters long'));
  }
  findings.check(spec.at('match'), matchProblem(spec.at('match')));
  return findings;
}
