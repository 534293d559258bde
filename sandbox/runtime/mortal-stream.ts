import { isFailure, StreamedResponse, type HttpOutcome } from '../net/index';
import type { Lifeline } from './lifeline';

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
