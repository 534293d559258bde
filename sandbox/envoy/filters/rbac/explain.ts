import type { DecisionStep } from '../../../net/index';
import type { Subject } from '../../match/subject';
import type { RbacEngine, RbacVerdict } from './engine';

/** The story of one verdict. */
export function verdictStep(engine: RbacEngine, verdict: RbacVerdict, subject: Subject): DecisionStep {
  const rejected = engine.rejected(subject);
  const story = summary(engine, verdict, subject);
  return {
    step: 'filter',
    name: engine.filter,
    summary: engine.enforced ? story : `Dry run, nothing is enforced. ${story}`,
    ...(verdict.origin ? { origin: verdict.origin } : {}),
    ...(rejected.length > 0 ? { rejected } : {}),
  };
}

function summary(engine: RbacEngine, { policy }: RbacVerdict, subject: Subject): string {
  const fact = policy === undefined ? '' : engine.fact(policy, subject);
  switch (engine.action) {
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
