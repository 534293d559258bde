import { inEnglish, type DecisionStep, type Reason, type RejectedChoice, type Story } from '../../net/index';

/** A reason, in English and as data. */
export function because(reason: Reason): Pick<RejectedChoice, 'reason' | 'because'> {
  return { reason: inEnglish(reason), because: reason };
}

/** What a filter did, in English and as data. */
export function says(story: Story): Pick<DecisionStep, 'summary' | 'said'> {
  return { summary: inEnglish(story), said: story };
}
