import type { DecisionStep, SingleStory } from '../../../net/index';
import { says } from '../../decision/told';
import type { Subject } from '../../match/subject';
import type { JudgingRules, RbacVerdict } from './verdict';

/** The story of one verdict. */
export function verdictStep(rules: JudgingRules, verdict: RbacVerdict, subject: Subject): DecisionStep {
  const rejected = rules.rejected(subject);
  const story = storyOf(rules, verdict, subject);
  return {
    step: 'filter',
    name: rules.filter,
    ...says(rules.enforced ? story : ['dryRun', story]),
    ...(verdict.origin ? { origin: verdict.origin } : {}),
    ...(rejected.length > 0 ? { rejected } : {}),
  };
}

function storyOf(rules: JudgingRules, { policy }: RbacVerdict, subject: Subject): SingleStory {
  switch (rules.action) {
    case 'ALLOW':
      return policy === undefined ? ['deniedByDefault'] : ['allowedBy', policy, rules.fact(policy, subject)];
    case 'DENY':
      return policy === undefined ? ['noRule', 'DENY'] : ['deniedBy', policy, rules.fact(policy, subject)];
    case 'LOG':
      return policy === undefined ? ['noRule', 'AUDIT'] : ['auditedBy', policy, rules.fact(policy, subject)];
  }
}
