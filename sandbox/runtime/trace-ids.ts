import type { HttpOutcome, RequestTrace, TraceKind } from '../net/index';
import type { Kernel, Process } from '../sim/index';

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

  /** Records one request from its start to its end, whether it is answered or given up. */
  *follow(
    client: string,
    kind: TraceKind,
    request: (trace: RequestTrace) => Process<HttpOutcome>,
  ): Process<HttpOutcome> {
    const trace = this.start(client, kind);
    let outcome: HttpOutcome | undefined;
    try {
      outcome = yield* request(trace);
      return outcome;
    } finally {
      this.finish(trace, outcome);
    }
  }

  finish(trace: RequestTrace, outcome?: HttpOutcome): void {
    trace.endUs = this.kernel.nowUs;
    if (outcome !== undefined) trace.outcome = outcome;
    this.sink(trace);
  }
}
