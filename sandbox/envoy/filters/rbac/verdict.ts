import type { Origin } from '../../../lib/origin';
import type { RejectedChoice, Fact } from '../../../net/index';
import type { Verdict } from '../../decision/verdict';
import type { Subject } from '../../match/subject';

/** What rules say to a request; shared by all requests that get the same answer. */
export interface RbacVerdict extends Verdict {
  readonly allowed: boolean;
  /** The policy that matched; undefined = none. */
  readonly policy: string | undefined;
  readonly origin: Origin | undefined;
}

/** Rules that can say how they came to a verdict. */
export interface JudgingRules {
  readonly filter: string;
  readonly action: 'ALLOW' | 'DENY' | 'LOG';
  /** False for rules that are only tried out. */
  readonly enforced: boolean;
  /** The policies that do not match, each with the first thing that does not fit. */
  rejected(subject: Subject): RejectedChoice[];
  /** Why a policy matches: `method is GET and caller is spiffe://…`. */
  fact(name: string, subject: Subject): Fact;
}
