import type { DecisionStep } from '../../net/index';
import type { Subject } from '../match/subject';

/** What a filter decided; one object may serve many requests, told apart when someone asks. */
export interface Verdict {
  explain(subject: Subject): DecisionStep;
}
