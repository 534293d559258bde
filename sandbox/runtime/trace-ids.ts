import type { HttpOutcome, RequestTrace } from '../net/index';
import type { Kernel } from '../sim/index';

/** Who wanted a request: the learner, or an application on its own account. */
export type TraceKind = 'learner' | 'background' | 'probe';

/** Told about every request when it is over. */
export type TraceSink = (trace: RequestTrace, kind: TraceKind) => void;

/** Opens and closes the records of requests. */
export class TraceIds {
  #next = 1;
  readonly #kinds = new WeakMap<RequestTrace, TraceKind>();

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: TraceSink,
  ) {}

  start(client: string, kind: TraceKind): RequestTrace {
    const trace: RequestTrace = { id: this.#next++, startUs: this.kernel.nowUs, client, hops: [] };
    this.#kinds.set(trace, kind);
    return trace;
  }

  finish(trace: RequestTrace, outcome?: HttpOutcome): void {
    trace.endUs = this.kernel.nowUs;
    if (outcome !== undefined) trace.outcome = outcome;
    this.sink(trace, this.#kinds.get(trace) ?? 'learner');
  }
}
