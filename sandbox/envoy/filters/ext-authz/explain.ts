import type { DecisionStep, Story } from '../../../net/index';
import { says } from '../../decision/told';
import type { Judgement } from './authorizer';

/** The story of one question. */
export function judgementStep(
  filter: string,
  cluster: string,
  judgement: Judgement,
  passes: boolean,
): DecisionStep {
  return { step: 'filter', name: filter, ...says(storyOf(cluster, judgement, passes)) };
}

function storyOf(cluster: string, judgement: Judgement, passes: boolean): Story {
  if (judgement.is === 'allowed') return ['asked', cluster, 'allowed'];
  if (judgement.is === 'denied') return ['askedDenied', cluster, judgement.status];
  return ['asked', cluster, passes ? 'let pass' : 'denied'];
}
