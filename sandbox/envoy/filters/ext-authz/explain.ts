import type { DecisionStep } from '../../../net/index';
import type { Judgement } from './authorizer';

/** The story of one question. */
export function judgementStep(
  filter: string,
  cluster: string,
  judgement: Judgement,
  passes: boolean,
): DecisionStep {
  return { step: 'filter', name: filter, summary: `Asked ${cluster}: ${ending(judgement, passes)}.` };
}

function ending(judgement: Judgement, passes: boolean): string {
  if (judgement.is === 'allowed') return 'allowed';
  if (judgement.is === 'denied') return `denied with status ${String(judgement.status)}`;
  return `no usable answer, so it is ${passes ? 'let pass' : 'denied'}`;
}
