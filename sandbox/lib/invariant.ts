/** A bug of the sandbox itself: the terminal prints "sandbox bug" and the world stays usable. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** States what must be true; anything else is our bug, never the learner's. @throws InvariantError */
export function invariant(condition: false, message: string): never;
export function invariant(condition: unknown, message: string): asserts condition;
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
