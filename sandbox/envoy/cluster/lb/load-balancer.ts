import type { RandomStream } from '../../../sim/index';

/** What a load balancer needs to know of a host. */
export interface Candidate {
  readonly key: string;
  readonly weight: number;
  /** Requests under way. */
  readonly active: number;
}

/** One choice: its input, and the numbers behind it (kept for the decision record). */
export interface PickContext {
  readonly random: RandomStream;
  /** From the route's hash policies; undefined when none produced a value. */
  hash: bigint | undefined;
  /** How many selections were already tried for this request. */
  selection: number;
  /** What was drawn: positions in the host list, or the ring position. */
  first: number;
  second: number;
}

/** Chooses among a fixed list of hosts; rebuilt when the list changes. Undefined when the list is empty. */
export interface LoadBalancer<H extends Candidate> {
  pick(context: PickContext): H | undefined;
  /** How it chose, from the numbers kept: `2 random choices: #0 and #1, fewer active requests wins`. */
  describe(context: PickContext): string;
}

/** True when every host weighs the same, so that weights need no attention. */
export function equalWeights(hosts: readonly Candidate[]): boolean {
  return hosts.every((host) => host.weight === hosts[0]?.weight);
}
