import type { Lifeline } from '../sim/index';
import { StreamedResponse } from './http';
import { isFailure, type HttpOutcome } from './outcome';

/** What is still to come of an answer depends on a life; when that ends, it breaks off. */
export function mortal(life: Lifeline): (outcome: HttpOutcome) => HttpOutcome {
  return (outcome) => {
    if (isFailure(outcome)) return outcome;
    const { stream } = outcome;
    if (stream === undefined) return outcome;
    return StreamedResponse.of(outcome, {
      read: (write) => life.bind(stream.read(write), false),
      drop: () => {
        stream.drop();
      },
    });
  };
}
