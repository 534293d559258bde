import type { Hop } from '../net/index';
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

/** Sums over the requests of one edge. Of TCP a request is a connection. */
export class EdgeTotals {
  requests = 0;
  tcp = 0;
  clientErrors = 0;
  serverErrors = 0;
  unanswered = 0;
  mutualTls = 0;
  #flags: Map<string, number> | undefined;
  readonly latency = new LatencyHistogram();

  /** Requests that ended in 4xx, in 5xx, or without an answer. */
  get errors(): number {
    return this.clientErrors + this.serverErrors + this.unanswered;
  }

  /** Response flags and how often each came. */
  get flags(): ReadonlyMap<string, number> {
    return this.#flags ?? NO_FLAGS;
  }

  add({ status = 0, flags }: Hop, durationMs: number, mutualTls: boolean, isTcp: boolean): void {
    this.requests++;
    if (isTcp) this.tcp++;
    if (isTcp ? flags !== '' : status === 0) this.unanswered++;
    else if (status >= 500) this.serverErrors++;
    else if (status >= 400) this.clientErrors++;
    if (mutualTls) this.mutualTls++;
    if (flags !== '') this.#count(flags, 1);
    this.latency.add(durationMs);
  }

  merge(other: EdgeTotals): void {
    this.requests += other.requests;
    this.tcp += other.tcp;
    this.clientErrors += other.clientErrors;
    this.serverErrors += other.serverErrors;
    this.unanswered += other.unanswered;
    this.mutualTls += other.mutualTls;
    for (const [flags, count] of other.flags) this.#count(flags, count);
    this.latency.merge(other.latency);
  }

  #count(flags: string, count: number): void {
    const counts = (this.#flags ??= new Map<string, number>());
    counts.set(flags, (counts.get(flags) ?? 0) + count);
  }
}

const NO_FLAGS: ReadonlyMap<string, number> = new Map();

/** An edge in one second, or over a window. */
export interface MeasuredEdge {
  readonly key: EdgeKey;
  readonly totals: EdgeTotals;
}

interface Second {
  readonly second: number;
  readonly edges: MeasuredEdge[];
}

/** Seconds that are remembered: the longest window a graph can show. */
const MEMORY_SECONDS = 1800;

/** Requests per edge and second: bounded memory, whatever the load. */
export class EdgeMeter {
  #seconds: Second[] = [];
  /** Seconds before this place are forgotten. */
  #from = 0;

  constructor(private readonly nowMs: () => number) {}

  /** Where calls of one kind are counted from now on. */
  slot(key: EdgeKey, mutualTls: boolean): EdgeSlot {
    return new EdgeSlot(this, key, mutualTls);
  }

  /** Sums over the last `windowMs` milliseconds (whole seconds). */
  over(windowMs: number): readonly MeasuredEdge[] {
    const since = Math.floor((this.nowMs() - windowMs) / 1000);
    const sums = new Map<string, MeasuredEdge>();
    for (let i = this.#seconds.length - 1; i >= this.#from; i--) {
      const slot = this.#seconds[i];
      if (slot === undefined || slot.second <= since) break;
      for (const { key, totals } of slot.edges) {
        const name = nameOf(key);
        let sum = sums.get(name);
        if (sum === undefined) sums.set(name, (sum = { key, totals: new EdgeTotals() }));
        sum.totals.merge(totals);
      }
    }
    return [...sums.values()].reverse();
  }

  /** Opens an edge in the present second. */
  open(key: EdgeKey, second: number): EdgeTotals {
    const totals = new EdgeTotals();
    this.#at(second).edges.push({ key, totals });
    return totals;
  }

  #at(second: number): Second {
    const last = this.#seconds.at(-1);
    if (last?.second === second) return last;
    const fresh: Second = { second, edges: [] };
    this.#seconds.push(fresh);
    while ((this.#seconds[this.#from]?.second ?? second) <= second - MEMORY_SECONDS) this.#from++;
    if (this.#from > MEMORY_SECONDS / 4) {
      this.#seconds = this.#seconds.slice(this.#from);
      this.#from = 0;
    }
    return fresh;
  }
}

/** Calls of one kind: finds the totals of the second without a look-up as long as it lasts. */
export class EdgeSlot {
  #second = -1;
  #totals: EdgeTotals | undefined;

  constructor(
    private readonly meter: EdgeMeter,
    private readonly key: EdgeKey,
    private readonly mutualTls: boolean,
  ) {}

  add(hop: Hop, durationMs: number, isTcp: boolean): void {
    const second = Math.floor(hop.endUs / 1_000_000);
    if (second !== this.#second || this.#totals === undefined) {
      this.#second = second;
      this.#totals = this.meter.open(this.key, second);
    }
    this.#totals.add(hop, durationMs, this.mutualTls, isTcp);
  }
}

function nameOf({ source, service, target }: EdgeKey): string {
  const from = source === undefined ? '' : `${source.namespace}/${source.workload}/${source.version ?? ''}`;
  const to =
    target.is === 'workload'
      ? `${target.facts.namespace}/${target.facts.workload}/${target.facts.version ?? ''}`
      : target.name;
  return `${from}|${service}|${target.is}|${to}`;
}
