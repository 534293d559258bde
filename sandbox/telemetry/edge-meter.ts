import { LatencyHistogram } from './latency-histogram';
import type { WorkloadFacts } from './workload-table';

/** Where requests went: a workload, or something that is none. */
export type EdgeTarget =
  | { readonly is: 'workload'; readonly facts: WorkloadFacts }
  | { readonly is: 'external' | 'passthrough' | 'blackhole' | 'unknown'; readonly name: string };

/** One kind of call: who, to which service, answered by whom. */
export interface EdgeKey {
  /** undefined: a client without telemetry. */
  readonly source: WorkloadFacts | undefined;
  /** FQDN of the service asked for; empty when none was found. */
  readonly service: string;
  readonly target: EdgeTarget;
}

/** What a proxy reports about one request. */
export interface EdgeReport {
  readonly status: number;
  readonly flags: string;
  readonly durationMs: number;
  readonly mutualTls: boolean;
}

/** Sums over the requests of one edge. */
export class EdgeTotals {
  requests = 0;
  errors = 0;
  mutualTls = 0;
  readonly flags = new Map<string, number>();
  readonly latency = new LatencyHistogram();

  add({ status, flags, durationMs, mutualTls }: EdgeReport): void {
    this.requests++;
    if (status === 0 || status >= 400) this.errors++;
    if (mutualTls) this.mutualTls++;
    if (flags !== '') this.flags.set(flags, (this.flags.get(flags) ?? 0) + 1);
    this.latency.add(durationMs);
  }

  merge(other: EdgeTotals): void {
    this.requests += other.requests;
    this.errors += other.errors;
    this.mutualTls += other.mutualTls;
    for (const [flags, count] of other.flags) this.flags.set(flags, (this.flags.get(flags) ?? 0) + count);
    this.latency.merge(other.latency);
  }
}

interface Edge {
  readonly key: EdgeKey;
  readonly totals: EdgeTotals;
}

/** Edges by what their keys are made of: no name has to be put together for a request. */
type EdgesByTarget = Map<WorkloadFacts | string, Edge>;

interface Slot {
  readonly second: number;
  readonly edges: Map<WorkloadFacts | undefined, Map<string, EdgesByTarget>>;
}

/** Seconds that are remembered: the longest window a graph can show. */
const MEMORY_SECONDS = 1800;

/** Requests per edge and second: bounded memory, whatever the load. */
export class EdgeMeter {
  #slots: Slot[] = [];

  constructor(private readonly nowMs: () => number) {}

  add(key: EdgeKey, report: EdgeReport): void {
    const { edges } = this.#currentSlot();
    const { source, service, target } = key;
    const byService = entry(edges, source, newEdgesByService);
    const byTarget = entry(byService, service, newEdgesByTarget);
    const to = target.is === 'workload' ? target.facts : `${target.is} ${target.name}`;
    let edge = byTarget.get(to);
    if (!edge) byTarget.set(to, (edge = { key, totals: new EdgeTotals() }));
    edge.totals.add(report);
  }

  /** Sums over the last `windowMs` milliseconds (whole seconds). */
  over(windowMs: number): readonly Edge[] {
    const since = Math.floor((this.nowMs() - windowMs) / 1000);
    const sums = new Map<string, Edge>();
    for (const slot of this.#slots) {
      if (slot.second <= since) continue;
      for (const { key, totals } of edgesOf(slot))
        entry(sums, nameOf(key), () => ({ key, totals: new EdgeTotals() })).totals.merge(totals);
    }
    return [...sums.values()];
  }

  #currentSlot(): Slot {
    const second = Math.floor(this.nowMs() / 1000);
    const last = this.#slots.at(-1);
    if (last?.second === second) return last;
    const slot: Slot = { second, edges: new Map() };
    this.#slots.push(slot);
    if (this.#slots.length > 2 * MEMORY_SECONDS) this.#slots = this.#slots.slice(-MEMORY_SECONDS);
    return slot;
  }
}

function* edgesOf({ edges }: Slot): Iterable<Edge> {
  for (const byService of edges.values()) for (const byTarget of byService.values()) yield* byTarget.values();
}

function newEdgesByService(): Map<string, EdgesByTarget> {
  return new Map();
}

function newEdgesByTarget(): EdgesByTarget {
  return new Map();
}

/** The value of a key, made when it is missing. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function nameOf({ source, service, target }: EdgeKey): string {
  const from = source === undefined ? '' : `${source.namespace}/${source.workload}/${source.version ?? ''}`;
  const to =
    target.is === 'workload'
      ? `${target.facts.namespace}/${target.facts.workload}/${target.facts.version ?? ''}`
      : target.name;
  return `${from}|${service}|${target.is}|${to}`;
}
