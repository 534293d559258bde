import { Ring } from '../lib/ring';
import type { ApiServer } from '../kube/index';
import type { RequestTrace, Stat } from '../net/index';
import type { Kernel } from '../sim/index';
import type { AccessLogLine } from './access-log/access-log';
import { EdgeMeter } from './edge-meter';
import type { GraphType, MeshGraph } from './graph';
import { buildGraph } from './graph-builder';
import { ProxyMeter } from './metrics/proxy-meter';
import { steeringOf, type EdgeSteering } from './steering';
import { summarize, type RequestSummary } from './request-summary';
import { TraceStore, type MeshTrace } from './traces/trace-store';
import { WorkloadTable } from './workload-table';

/** Requests of the learner, and of the applications' own accord, that stay explainable. */
const LEARNER_LIMIT = 500;
const BACKGROUND_LIMIT = 200;

export interface TelemetryOptions {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  /** Simulated wall clock, epoch milliseconds; default: the kernel's own time. */
  readonly now?: () => number;
}

/** Everything the mesh reports about requests; all of it bounded. */
export interface Telemetry {
  /** A request is over. Background traffic is kept apart so that it never pushes out the learner's requests. */
  onTrace(trace: RequestTrace): void;
  /** What a new proxy reports to. */
  meter(): ProxyReports;
  /** The learner's last requests, oldest first. */
  requests(): readonly RequestSummary[];
  /** The last requests that applications sent on their own account. */
  backgroundRequests(): readonly RequestSummary[];
  trace(id: number): RequestTrace | undefined;
  /** Distributed traces that were sampled, oldest first. */
  traces(): readonly MeshTrace[];
  graph(windowMs: number, type: GraphType): MeshGraph;
  /** What sent the latest requests along the edges of the graph. */
  steering(type: GraphType): readonly EdgeSteering[];
  /** Calls back with the id of each learner's request that is over. Answers how to unsubscribe. */
  onRequest(listener: (id: number) => void): () => void;
}

/** The reports of one proxy. */
export interface ProxyReports {
  /** The proxy's work for a request is over. Answers the lines of its access logs. */
  add(trace: RequestTrace, hopIndex: number): readonly AccessLogLine[];
  /** Istio's standard metrics, as this proxy counts them. */
  stats(): readonly Stat[];
}

export function createTelemetry({ kernel, api, now }: TelemetryOptions): Telemetry {
  const learner = new Ring<RequestTrace>(LEARNER_LIMIT);
  const background = new Ring<RequestTrace>(BACKGROUND_LIMIT);
  const workloads = new WorkloadTable(api);
  const edges = new EdgeMeter(() => kernel.nowMs);
  const traces = new TraceStore(workloads);
  const listeners = new Set<(id: number) => void>();
  const beganMs = now === undefined ? 0 : now() - kernel.nowMs;
  return {
    onTrace(trace) {
      const { kind } = trace;
      if (kind === 'probe') return;
      (kind === 'learner' ? learner : background).push(trace);
      if (kind === 'learner') for (const listener of listeners) listener(trace.id);
    },
    meter: () => new ProxyMeter({ api, workloads, edges, traces, beganMs }),
    requests: () => learner.all().map((trace) => summarize(trace, workloads)),
    backgroundRequests: () => background.all().map((trace) => summarize(trace, workloads)),
    trace: (id) => [...learner.all(), ...background.all()].find((trace) => trace.id === id),
    traces: () => traces.all(),
    graph: (windowMs, type) => buildGraph(edges.over(windowMs), { api, windowMs, type }),
    steering: (type) => steeringOf(newestFirst([...learner.all(), ...background.all()]), workloads, type),
    onRequest(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function newestFirst(traces: RequestTrace[]): RequestTrace[] {
  return traces.sort((a, b) => b.id - a.id);
}
