import { compareText } from '../lib/compare-text';
import type { ApiServer } from '../kube/index';
import { EdgeTotals, type EdgeKey } from './edge-meter';
import type { GraphEdge, GraphNode, GraphType, MeshGraph } from './graph';
import { requestHealth } from './health';
import { outsideNode, PodCounter, serviceNode, workloadNode } from './graph-nodes';

type Measured = readonly { readonly key: EdgeKey; readonly totals: EdgeTotals }[];
type Shape = ReturnType<typeof workloadNode>;

interface Line {
  readonly source: Shape;
  readonly target: Shape;
  readonly service: string;
  readonly totals: EdgeTotals;
}

/**
 * Draws what proxies measured as Kiali does: app boxes with their versions, or apps, workloads, services.
 * Idle versions of a busy application are there too, without edges.
 */
export function buildGraph(
  measured: Measured,
  options: { readonly api: ApiServer; readonly windowMs: number; readonly type: GraphType },
): MeshGraph {
  const { api, windowMs, type } = options;
  const lines = merge(measured.map(({ key, totals }) => lineOf(key, totals, type)));
  const counter = new PodCounter(api);
  const nodes = new Map<string, GraphNode>();
  const add = (shape: Shape): void => {
    if (!nodes.has(shape.id)) nodes.set(shape.id, counter.complete(shape, type, received(lines, shape)));
  };
  for (const { source, target } of lines) {
    add(source);
    add(target);
  }
  const busy = new Set(lines.flatMap(({ source, target }) => [appOf(source), appOf(target)]));
  if (type !== 'service') for (const shape of counter.shapes(busy, type)) add(shape);
  return {
    windowMs,
    type,
    nodes: [...nodes.values()].sort(byId),
    edges: lines.map((line) => edgeFrom(line, lines, windowMs)).sort(byId),
  };
}

/** The edge that a call is part of, and its ends. */
export function edgeIdOf(
  key: EdgeKey,
  type: GraphType,
): { readonly edge: string; readonly source: string; readonly target: string } {
  const line = lineOf(key, new EdgeTotals(), type);
  return { edge: idOf(line), source: line.source.id, target: line.target.id };
}

/** One measured call as a line of the graph: the service graph stops at services. */
function lineOf(key: EdgeKey, totals: EdgeTotals, type: GraphType): Line {
  const { source, service, target } = key;
  const from = source === undefined ? outsideNode({ is: 'unknown', name: '' }) : workloadNode(source, type);
  const to = target.is === 'workload' ? workloadNode(target.facts, type) : outsideNode(target);
  if (type !== 'service') return { source: from, target: to, service, totals };
  const through = service === '' ? to : serviceNode(service);
  return { source: from, target: through, service, totals };
}

/** Lines between the same nodes for the same service are one. */
function merge(lines: readonly Line[]): Line[] {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const name = idOf(line);
    let sum = merged.get(name);
    if (sum === undefined) {
      sum = { ...line, totals: new EdgeTotals() };
      merged.set(name, sum);
    }
    sum.totals.merge(line.totals);
  }
  return [...merged.values()];
}

/** Sums over the requests to a node. */
function received(lines: readonly Line[], { id }: Shape): EdgeTotals {
  const sum = new EdgeTotals();
  for (const { target, totals } of lines) if (target.id === id) sum.merge(totals);
  return sum;
}

function edgeFrom(line: Line, lines: readonly Line[], windowMs: number): GraphEdge {
  const { source, target, service, totals } = line;
  const siblings = lines.filter((other) => other.source.id === source.id && other.service === service);
  const all = siblings.reduce((sum, { totals: { requests } }) => sum + requests, 0);
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
  return {
    id: idOf(line),
    source: source.id,
    target: target.id,
    rate: totals.requests / (windowMs / 1000),
    share: percent(totals.requests, all),
    errorPercent: percent(totals.errors, totals.requests),
    flags: Object.fromEntries([...totals.flags].sort()),
    p50Ms: totals.latency.quantile(0.5),
    p95Ms: totals.latency.quantile(0.95),
    p99Ms: totals.latency.quantile(0.99),
    protocol: totals.tcp === totals.requests ? 'tcp' : 'http',
    health: requestHealth(totals),
    mtlsPercent: percent(totals.mutualTls, totals.requests),
    requests: totals.requests,
  };
}

function appOf({ namespace, app }: Shape): string {
  return `${namespace}/${app}`;
}

function idOf({ source, target, service }: Line): string {
  return `${source.id}>${target.id}${service === '' ? '' : `@${service}`}`;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}
