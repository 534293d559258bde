import type { Lifeline } from '../sim/index';
import { StreamedResponse } from './http';
import { isFailure, type HttpOutcome } from './outcome';

/** An answer of which what is still to come depends on a life; when that ends, it breaks off. */
export function mortal(outcome: HttpOutcome, life: Lifeline): HttpOutcome {
  if (isFailure(outcome)) return outcome;
  const { stream } = outcome;
  if (stream === undefined) return outcome;
  return StreamedResponse.of(outcome, {
    read: (write) => life.bind(stream.read(write), false),
    drop: () => {
      stream.drop();
    },
  });
}
