import type { HttpOutcome, RequestTrace, TraceKind } from '../net/index';
import type { Kernel } from '../sim/index';

/** Told about every request when it is over. */
export type TraceSink = (trace: RequestTrace) => void;

/** Opens and closes the records of requests. */
export class TraceIds {
  #next = 1;

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: TraceSink,
  ) {}

  start(client: string, kind: TraceKind): RequestTrace {
    return { id: this.#next++, startUs: this.kernel.nowUs, client, kind, hops: [] };
  }

  finish(trace: RequestTrace, outcome?: HttpOutcome): void {
    trace.endUs = this.kernel.nowUs;
    if (outcome !== undefined) trace.outcome = outcome;
    this.sink(trace);
  }
}
