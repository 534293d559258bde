import type { ApiServer } from '../../kube/index';
import {
  grpcMessages,
  isGrpc,
  requestBytes,
  responseBytes,
  type Hop,
  type LogSettings,
  type RequestTrace,
  type Stat,
  type UpstreamHost,
} from '../../net/index';
import { logLinesOf, writtenLogs, type AccessLogLine, type WrittenLog } from '../access-log/access-log';
import type { EdgeMeter, EdgeSlot } from '../edge-meter';
import { edgeKeyOf, lastChild } from '../hop-edge';
import type { TraceStore } from '../traces/trace-store';
import type { WorkloadTable } from '../workload-table';
import { callLabels } from './call-labels';
import { CallSeries } from './call-series';
import { CustomMetrics } from './custom-metrics';

/** Kinds of calls that are found without putting their labels together; beyond this they are looked up anew. */
const KNOWN_LIMIT = 1000;
/** Kinds of calls one proxy counts; the oldest is forgotten for a new one. */
const SERIES_LIMIT = 2000;

/** A call seen before: what tells it from others, and where it is counted. */
interface KnownCall {
  readonly other: string | undefined;
  readonly identity: string | undefined;
  readonly protocol: 'http' | 'tcp';
  readonly host: string | undefined;
  readonly route: string | undefined;
  readonly chain: object | undefined;
  readonly logs: readonly LogSettings[] | undefined;
  /** Those of them that somebody can read. */
  readonly written: readonly WrittenLog[];
  /** Undefined where calls are not counted. */
  readonly series: CallSeries | undefined;
  /** Set where the labels depend on more than is the same for all of these calls. */
  readonly seriesOf: ((hop: Hop) => CallSeries) | undefined;
  readonly edge: EdgeSlot | undefined;
}

/** Calls to one cluster. */
interface KnownCluster {
  /** Whether host and route tell its calls apart: its name says nothing of them. */
  readonly isNamed: boolean;
  readonly byHost: Map<UpstreamHost | undefined, KnownCall[]>;
}

/** What all meters work with. */
export interface MeterParts {
  readonly api: ApiServer;
  readonly workloads: WorkloadTable;
  readonly edges: EdgeMeter;
  readonly traces: TraceStore;
  /** Wall-clock time of the world's beginning. */
  readonly beganMs: number;
}

/**
 * Counts the calls of one proxy, as the istio.stats filter does. What is the same for many calls is worked out once:
 * later ones are told apart by references and short texts.
 */
export class ProxyMeter {
  readonly #series = new Map<string, CallSeries>();
  readonly #known = new Map<string | undefined, KnownCluster>();
  #knownCount = 0;
  #version = -1;

  constructor(private readonly parts: MeterParts) {}

  /** A hop of this proxy is over. */
  add(trace: RequestTrace, index: number): readonly AccessLogLine[] {
    const hop = trace.hops[index];
    if (hop === undefined) return [];
    const other = otherHop(trace, index, hop);
    const call = this.#call(trace, index, hop, other);
    const { edge, protocol } = call;
    const series = call.seriesOf === undefined ? call.series : call.seriesOf(hop);
    const durationMs = (hop.endUs - hop.startUs) / 1000;
    const { response, status = 0, flags } = hop;
    const isTcp = protocol === 'tcp';
    const mayBeGrpc = hop.request.method === 'POST';
    series
      ?.ending(status, flags, mayBeGrpc ? response?.headers.get('grpc-status') : undefined)
      .add(
        durationMs,
        isTcp ? (hop.bytesReceived ?? 0) : requestBytes(hop.request),
        response === undefined ? (hop.bytesSent ?? 0) : responseBytes(response),
      );
    if (series && !isTcp && mayBeGrpc && isGrpc(hop.request.headers.get('content-type')))
      series.addMessages(grpcMessages(hop.request.body), grpcMessages(response?.body ?? ''));
    edge?.add(hop, durationMs, isTcp);
    if (hop.span?.sampled === true) this.parts.traces.add(trace, hop, hop.span.traceId);
    return logLinesOf(trace, index, hop, call.written, this.parts.beganMs);
  }

  /** Everything counted so far. */
  stats(): readonly Stat[] {
    return [...this.#series.values()].flatMap((series) => [...series.stats()]);
  }

  #call(trace: RequestTrace, index: number, hop: Hop, other: Hop | undefined): KnownCall {
    const { decision } = hop;
    const { version } = this.parts.workloads;
    if (this.#version !== version || this.#knownCount > KNOWN_LIMIT) {
      this.#known.clear();
      this.#knownCount = 0;
      this.#version = version;
    }
    const cluster = decision?.cluster;
    const upstream = decision?.upstream;
    let known = this.#known.get(cluster);
    if (known === undefined) {
      known = { isNamed: cluster?.includes('|') !== true, byHost: new Map() };
      this.#known.set(cluster, known);
    }
    const { isNamed, byHost } = known;
    let calls = byHost.get(upstream);
    if (calls === undefined) byHost.set(upstream, (calls = []));
    const pod = other?.pod;
    const identity =
      hop.direction === 'inbound' ? hop.downstream?.peerIdentity : other?.downstream?.peerIdentity;
    const protocol = decision?.protocol ?? 'http';
    const chain = decision?.chain;
    const host = isNamed ? hop.request.authority : undefined;
    const route = isNamed ? decision?.routeName : undefined;
    for (const call of calls)
      if (
        call.other === pod &&
        call.identity === identity &&
        call.protocol === protocol &&
        call.host === host &&
        call.route === route &&
        call.chain === chain &&
        // Without a chain it is the listener that tells.
        (chain !== undefined || call.logs === decision?.accessLog)
      )
        return call;
    const key = edgeKeyOf(trace, index, this.parts.workloads);
    const call: KnownCall = {
      other: pod,
      identity,
      protocol,
      host,
      route,
      chain,
      logs: decision?.accessLog,
      written: writtenLogs(decision?.accessLog),
      ...this.#counting(hop, other, identity, protocol),
      edge: key === undefined ? undefined : this.parts.edges.slot(key, identity !== undefined),
    };
    this.#knownCount++;
    calls.push(call);
    return call;
  }

  /** Where a call is counted: as the filters of its chain say; further ones for the same receiver count the same. */
  #counting(
    hop: Hop,
    other: Hop | undefined,
    identity: string | undefined,
    protocol: 'http' | 'tcp',
  ): Pick<KnownCall, 'series' | 'seriesOf'> {
    const [settings] = hop.decision?.metrics ?? [];
    if (settings === undefined) return { series: undefined, seriesOf: undefined };
    const { metrics: changes = [] } = settings;
    if (changes.length === 0)
      return { series: this.#seriesOf(hop, other, identity, protocol, undefined), seriesOf: undefined };
    const custom = new CustomMetrics(changes);
    return {
      series: undefined,
      seriesOf: (each) => this.#seriesOf(each, other, identity, protocol, custom),
    };
  }

  #seriesOf(
    hop: Hop,
    other: Hop | undefined,
    identity: string | undefined,
    protocol: 'http' | 'tcp',
    metrics: CustomMetrics | undefined,
  ): CallSeries {
    const values = metrics?.valuesOf(hop);
    const { labels, securityPolicy } = callLabels(this.parts, hop, other, identity);
    const dynamic =
      values === undefined || metrics === undefined ? '' : [metrics.signature, ...values.values()].join('|');
    const name = `${protocol} ${securityPolicy} ${labels.flat().join('|')} ${dynamic}`;
    let series = this.#series.get(name);
    if (series === undefined) {
      const custom = metrics && values && { metrics, values };
      series = new CallSeries(protocol, labels, securityPolicy, custom);
      this.#series.set(name, series);
      if (this.#series.size > SERIES_LIMIT) this.#series.delete(this.#series.keys().next().value ?? '');
    }
    return series;
  }
}

/** The hop at the other end of the connection: for a client the last that answered, for a server the proxy that called. */
function otherHop(trace: RequestTrace, index: number, hop: Hop): Hop | undefined {
  if (hop.direction !== 'inbound') return lastChild(trace, index);
  const caller = hop.parent === undefined ? undefined : trace.hops[hop.parent];
  return caller?.direction === 'application' ? undefined : caller;
}
