/** Why a part of an object does not take effect; goes into its status. */
export interface Problem {
  readonly reason: string;
  readonly message: string;
}

/** Both, when there are both: the first's reason, the messages one after the other. */
export function joinProblems(first: Problem | undefined, second: Problem | undefined): Problem | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return { reason: first.reason, message: `${first.message}; ${second.message}` };
}
