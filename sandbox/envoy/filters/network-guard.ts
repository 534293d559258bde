import type { Process } from '../../sim/index';
import type { Decision } from '../decision/decision';
import type { DownstreamInfo } from '../http/downstream';
import type { Subject } from '../match/subject';
import type { Asker } from './router/upstream-attempt';

/** Why a connection ends instead of being passed on, as the access log has it. */
export interface Refusal {
  readonly flags: string;
  readonly details: string;
}

/** A connection that network filters look at. */
export interface GuardedConnection extends Subject, Asker {
  readonly downstream: DownstreamInfo;
  readonly decision: Decision;
  /** What filters found out, by the filter's name. */
  metadata: Readonly<Record<string, unknown>>;
}

/** A network filter in front of a TCP proxy. */
export interface NetworkGuard {
  /** Asked once, when the client's first bytes arrive; undefined lets the connection pass. */
  judge(connection: GuardedConnection): Process<Refusal | undefined>;
}
