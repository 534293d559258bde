import type { Field } from '../../kinds/field';
import { checkOneSelector, checkTargets, checkWorkloadSelector } from '../checks/selector';
import { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkCustomRules } from './custom';
import { checkOperation, checkSource, sourceActsOnTcp } from './rule';
import { conditionProblems } from './condition';

/** Checks an AuthorizationPolicy. Semantics: istio pkg/config/validation, ValidateAuthorizationPolicy. */
export function validateAuthorizationPolicy({ name, namespace, spec }: Subject): Findings {
  const findings = new Findings();
  findings.addErrors(checkOneSelector(spec));
  findings.add(checkWorkloadSelector(spec.at('selector')));
  findings.addErrors(checkTargets(spec));
  const action = spec.at('action').text || 'ALLOW';
  const rules = spec.at('rules');
  if (action === 'CUSTOM') checkCustomRules(spec, findings);
  if (spec.has('provider') && action !== 'CUSTOM') {
    findings.error(spec.at('provider'), `\`provider\` must not be with non CUSTOM action, found ${action}`);
  }
  if (action === 'DENY' && rules.items.length === 0) {
    findings.error(
      rules,
      'DENY action without `rules` is meaningless as it will never be triggered, ' +
        'add an empty rule `{}` if you want it be triggered for every request',
    );
  }
  for (const [index, rule] of rules.items.entries()) checkRule(rule, index, action, findings);
  findings.prefixErrors(`invalid policy ${name}.${namespace}:`);
  return findings;
}

function checkRule(rule: Field, index: number, action: string, findings: Findings): void {
  const at = `found at rule ${String(index)}`;
  if (!rule.isSet) {
    findings.error(rule, `\`rule\` must not be nil, ${at}`);
    return;
  }
  const sources = checkParts(rule.at('from'), 'from', 'source', at, findings);
  for (const source of sources) findings.addErrors(checkSource(source, at));
  const operations = checkParts(rule.at('to'), 'to', 'operation', at, findings);
  for (const operation of operations) findings.addErrors(checkOperation(operation, at));
  for (const condition of rule.at('when').items) {
    for (const problem of conditionProblems(condition)) findings.error(condition, problem);
  }
  if (action !== 'DENY') return;
  const tcpFrom = sources.some(sourceActsOnTcp);
  const tcpTo = operations.some((operation) => hasItems(operation, ['ports', 'notPorts']));
  const fromOnly = sources.length > 0 && operations.length === 0 && !tcpFrom;
  if (fromOnly || (operations.length > 0 && !tcpTo)) {
    findings.warning(
      rule,
      'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of ' +
        'only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
    );
  }
}

function hasItems(field: Field, names: readonly string[]): boolean {
  return names.some((name) => field.at(name).items.length > 0);
}

/** The `source` or `operation` of each entry that has one. */
function checkParts(
  list: Field,
  name: 'from' | 'to',
  inner: 'source' | 'operation',
  at: string,
  findings: Findings,
): readonly Field[] {
  const parts: Field[] = [];
  if (list.isSet && list.items.length === 0) findings.error(list, `\`${name}\` must not be empty, ${at}`);
  for (const entry of list.items) {
    if (!entry.isSet) findings.error(entry, `\`${name}\` must not be nil, ${at}`);
    else if (!entry.has(inner)) findings.error(entry, `\`${name}.${inner}\` must not be nil, ${at}`);
    else parts.push(entry.at(inner));
  }
  return parts;
}
