import type { Hop, RequestTrace } from '../../net/index';
import type { WorkloadTable } from '../workload-table';
import { spanOf, type Span } from './span';

/** Traces that are remembered. */
const TRACE_LIMIT = 200;
/** Spans of one trace that are remembered: a loop of calls could go on for ever. */
const SPAN_LIMIT = 500;

/** A distributed trace: what the proxies that took part reported, oldest span first. */
export interface MeshTrace {
  readonly traceId: string;
  /** Virtual milliseconds since the world was made. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly spans: readonly Span[];
}

interface Reported {
  readonly trace: RequestTrace;
  readonly hop: Hop;
}

/** Spans by trace, as a receiver keeps them; the oldest trace makes place for a new one. */
export class TraceStore {
  readonly #traces = new Map<string, Reported[]>();

  constructor(private readonly workloads: WorkloadTable) {}

  /** A hop whose span is sampled. */
  add(trace: RequestTrace, hop: Hop, traceId: string): void {
    let reported = this.#traces.get(traceId);
    if (reported === undefined) {
      this.#traces.set(traceId, (reported = []));
      if (this.#traces.size > TRACE_LIMIT) this.#traces.delete(this.#traces.keys().next().value ?? '');
    }
    if (reported.length < SPAN_LIMIT) reported.push({ trace, hop });
  }

  /** Oldest first. */
  all(): readonly MeshTrace[] {
    const traces = [...this.#traces].map(([traceId, reported]) => {
      const spans = reported
        .map(({ trace, hop }) => spanOf(trace, hop, this.workloads))
        .sort((a, b) => a.startMs - b.startMs || depth(a) - depth(b));
      const startMs = Math.min(...spans.map((span) => span.startMs));
      const endMs = Math.max(...spans.map((span) => span.startMs + span.durationMs));
      return { traceId, startMs, durationMs: endMs - startMs, spans };
    });
    return traces.sort((a, b) => a.startMs - b.startMs);
  }
}

function depth({ parentId }: Span): number {
  return parentId === undefined ? 0 : 1;
}
