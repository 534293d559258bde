import { checkExportTo } from '../checks/export-to';
import { isDnsLabel, wildcardDomainProblem } from '../checks/host-name';
import { checkLabels } from '../checks/labels';
import { checkWorkloadSelector } from '../checks/selector';
import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkTrafficPolicy } from './traffic-policy';

/** Checks a DestinationRule. Semantics: istio pkg/config/validation, ValidateDestinationRule. */
export function validateDestinationRule({ namespace, spec }: Subject): Findings {
  const findings = new Findings();
  findings.check(spec.at('host'), wildcardDomainProblem(spec.at('host').text));
  findings.add(checkTrafficPolicy(spec.at('trafficPolicy'), namespace));
  const names = new Set<string>();
  for (const subset of spec.at('subsets').items) {
    if (!subset.isSet) {
      findings.error(subset, 'subset may not be null');
      continue;
    }
    const name = subset.at('name');
    if (names.has(name.text)) findings.error(name, `duplicate subset names: ${name.text}`);
    names.add(name.text);
    findings.add(checkSubset(subset, namespace));
  }
  const selector = spec.at('workloadSelector');
  findings.add(checkExportTo(spec.at('exportTo'), namespace, { ownNamespaceOnly: selector.isSet }));
  findings.add(checkWorkloadSelector(selector));
  return findings;
}

function checkSubset(subset: Field, namespace: string): Findings {
  const findings = new Findings();
  findings.check(subset.at('name'), subsetNameProblem(subset.at('name').text));
  findings.addErrors(checkLabels(subset.at('labels')));
  findings.addErrors(checkTrafficPolicy(subset.at('trafficPolicy'), namespace));
  return findings;
}

export function subsetNameProblem(name: string): string | undefined {
  if (name === '') return 'subset name cannot be empty';
  return isDnsLabel(name) ? undefined : `subset name is invalid: ${name}`;
}
