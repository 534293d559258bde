import type { Hop, HttpOutcome, RequestTrace, TraceKind } from '../net/index';
import type { Kernel, Process } from '../sim/index';

/** Told about every request when it is over. */
export type TraceSink = (trace: RequestTrace) => void;

/** An empty list that engines know to be one of objects: they make lists of numbers of others, until something is put in. */
const NO_HOPS: readonly Hop[] = [{} as Hop].slice(1);

/**
 * The last requests are remembered, so most records live longer than a collection of young garbage. Engines take that as
 * a hint to put what literals make among the long-lived from then on, and from there a record would keep everything
 * that it holds alive when it has long been forgotten: hence a class, and a copy of a list.
 */
class RecordedTrace implements RequestTrace {
  readonly hops = NO_HOPS.slice();
  endUs: number | undefined;
  outcome: HttpOutcome | undefined;

  constructor(
    readonly id: number,
    readonly startUs: number,
    readonly client: string,
    readonly kind: TraceKind,
  ) {}
}

/** Opens and closes the records of requests. */
export class TraceIds {
  #next = 1;

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: TraceSink,
  ) {}

  start(client: string, kind: TraceKind): RequestTrace {
    return new RecordedTrace(this.#next++, this.kernel.nowUs, client, kind);
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
