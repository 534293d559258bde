import type { DecisionStep } from '../../../net/index';
import type { Subject } from '../../match/subject';
import type { JudgingRules, RbacVerdict } from './verdict';

/** The story of one verdict. */
export function verdictStep(rules: JudgingRules, verdict: RbacVerdict, subject: Subject): DecisionStep {
  const rejected = rules.rejected(subject);
  const story = summary(rules, verdict, subject);
  return {
    step: 'filter',
    name: rules.filter,
    summary: rules.enforced ? story : `Dry run, nothing is enforced. ${story}`,
    ...(verdict.origin ? { origin: verdict.origin } : {}),
    ...(rejected.length > 0 ? { rejected } : {}),
  };
}

function summary(rules: JudgingRules, { policy }: RbacVerdict, subject: Subject): string {
  const fact = policy === undefined ? '' : rules.fact(policy, subject);
  switch (rules.action) {
    case 'ALLOW':
      return policy === undefined
        ? 'Denied: ALLOW policies apply here and no rule of theirs matches.'
        : `Allowed by ${policy}: ${fact}.`;
    case 'DENY':
      return policy === undefined ? 'No DENY rule matches.' : `Denied by ${policy}: ${fact}.`;
    case 'LOG':
      return policy === undefined ? 'No AUDIT rule matches.' : `Marked for auditing by ${policy}: ${fact}.`;
  }
}
