import { httpResponse } from '../../../sandbox/net/index';
import { OutlierDetector, type HostHealth } from '../../../sandbox/envoy/cluster/outlier-detector';
import { choosePriority, priorityLoad } from '../../../sandbox/envoy/cluster/priority-load';
import type { OutlierDetection } from '../../../sandbox/envoy/config/index';
import { RetryRules, type TryOutcome } from '../../../sandbox/envoy/filters/router/retry-policy';
import { weightedCluster } from '../../../sandbox/envoy/match/cluster-choice';
import { perMillion } from '../../../sandbox/istio/translate/routes/fault';
import { inboundRetries, translateRetries } from '../../../sandbox/istio/translate/routes/retry-policy';
import { firstDifference } from './check';

interface WeightedSet {
  readonly groups: readonly {
    readonly name: string;
    readonly effective: readonly (readonly [string, number])[];
    readonly istio_routes: readonly (readonly [string, number])[];
    readonly cases: readonly { readonly random: string; readonly cluster: string }[];
  }[];
}

export function weightedClusters(set: WeightedSet): string | undefined {
  return firstDifference(
    set.groups.filter((group) => group.istio_routes.length > 1),
    ({ effective, cases }) => {
      const clusters = effective.map(([name, weight]) => ({ name, weight }));
      const total = BigInt(clusters.reduce((sum, { weight }) => sum + weight, 0));
      return {
        got: cases.map(({ random }) => weightedCluster(clusters, Number(BigInt(random) % total))?.name),
        expected: cases.map(({ cluster }) => cluster),
      };
    },
  );
}

interface Timeline {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly config: Readonly<Record<string, number>>;
  readonly events: readonly {
    readonly t_ms: number;
    readonly host?: string;
    readonly code?: number;
    readonly count?: number;
    readonly sweep?: boolean;
    readonly ejected_after: readonly string[];
  }[];
  readonly overflow: number;
}

class Health implements HostHealth {
  ejectedAtMs: number | undefined;
  consecutive5xx = 0;
  consecutiveGateway = 0;
  consecutiveLocalOrigin = 0;
  ejectionMultiplier = 0;
  lastUnejectedMs: number | undefined;
  constructor(readonly name: string) {}
}

export function outlierDetection(set: { readonly timelines: readonly Timeline[] }): string | undefined {
  return firstDifference(set.timelines, ({ hosts, config, events, overflow }) => {
    const all = hosts.map((name) => new Health(name));
    const detector = new OutlierDetector(outlierConfig(config), () => all);
    const out: string[][] = [];
    for (const { t_ms: nowMs, host, code, count, sweep } of events) {
      if (sweep === true) detector.sweep(nowMs);
      const target = all.find(({ name }) => name === host);
      for (let i = 0; target && i < (count ?? 1); i++)
        detector.record(target, 'response', code ?? 200, nowMs);
      out.push(all.filter(({ ejectedAtMs }) => ejectedAtMs !== undefined).map(({ name }) => name));
    }
    return {
      got: { out, overflow: detector.overflows },
      expected: { out: events.map((event) => event.ejected_after), overflow },
    };
  });
}

function outlierConfig(config: Readonly<Record<string, number>>): OutlierDetection {
  const ms = (key: string): string | undefined =>
    config[key] === undefined ? undefined : `${String(config[key])}ms`;
  return Object.fromEntries(
    Object.entries({
      consecutive5xx: config['consecutive5xx'],
      enforcingConsecutive5xx: config['enf5xx'],
      consecutiveGatewayFailure: config['gateway'],
      enforcingConsecutiveGatewayFailure: config['enfGw'],
      interval: ms('interval'),
      baseEjectionTime: ms('base'),
      maxEjectionPercent: config['maxPct'],
    }).filter(([, value]) => value !== undefined),
  );
}

interface PriorityRow {
  readonly healthy_total_per_priority: readonly (readonly [number, number])[];
  readonly health: readonly number[];
  readonly load: readonly number[];
}

export function priorities(set: { readonly cases: readonly PriorityRow[] }): string | undefined {
  return firstDifference(set.cases, ({ healthy_total_per_priority: levels, health, load }) => {
    const result = priorityLoad(levels.map(([healthy, total]) => ({ healthy, total })));
    const hits = load.map(() => 0);
    for (let draw = 0; draw < 100; draw++) {
      const level = choosePriority(result.load, draw);
      hits[level] = (hits[level] ?? 0) + 1;
    }
    return { got: [result.health, result.load, hits], expected: [health, load, load] };
  });
}

interface Window {
  readonly retry: number;
  readonly max_exclusive_ms: number;
}

export function retryBackoff(set: {
  readonly default_25ms: readonly Window[];
  readonly backoff_100ms: readonly Window[];
}): string | undefined {
  const windows = (rows: readonly Window[], rules: RetryRules): string | undefined =>
    firstDifference(rows, ({ retry, max_exclusive_ms: expected }) => ({
      got: rules.backoffWindowMs(retry),
      expected,
    }));
  const policy = { retryOn: '5xx', numRetries: 9 };
  return (
    windows(set.default_25ms, new RetryRules(policy)) ??
    windows(set.backoff_100ms, new RetryRules({ ...policy, retryBackOff: { baseInterval: '100ms' } }))
  );
}

type Outcomes = readonly (readonly [string, boolean])[];

export function retryConditions(set: {
  readonly parse_retry_on: readonly (readonly [string, string, readonly number[]])[];
  readonly outcome_default_policy: Outcomes;
  readonly outcome_5xx: Outcomes;
  readonly outcome_gateway_error: Outcomes;
  readonly outcome_retriable_4xx: Outcomes;
}): string | undefined {
  const judged = (rows: Outcomes, retryOn: string | undefined): string | undefined => {
    const policy = translateRetries(retryOn === undefined ? undefined : { attempts: 2, retryOn }, false);
    const rules = new RetryRules(policy);
    return firstDifference(rows, ([what, expected]) => ({
      got: outcomesOf(what).map((outcome) => rules.covers(outcome)),
      expected: outcomesOf(what).map(() => expected),
    }));
  };
  return (
    firstDifference(set.parse_retry_on, ([text, parsed, codes]) => {
      const policy = translateRetries({ attempts: 2, retryOn: text }, false);
      const expected = parsed.replace(/ \(.*/, '').replace(/^,/, '');
      return { got: [policy?.retryOn, policy?.retriableStatusCodes ?? []], expected: [expected, codes] };
    }) ??
    judged(set.outcome_default_policy, undefined) ??
    judged(set.outcome_5xx, '5xx') ??
    judged(set.outcome_gateway_error, 'gateway-error') ??
    judged(set.outcome_retriable_4xx, 'retriable-4xx') ??
    (inboundRetries(undefined)?.numRetries === 2 ? undefined : 'inbound retries')
  );
}

/** How a try ends, from the words of the vectors; `no healthy upstream` is no try at all. */
function outcomesOf(what: string): TryOutcome[] {
  const statuses = /^upstream ([0-9/]+)/.exec(what)?.[1];
  if (statuses !== undefined) return statuses.split('/').map((status) => answered(Number(status)));
  const grpc = /^grpc-status (\d+)/.exec(what)?.[1];
  if (grpc !== undefined) return [answered(200, [['grpc-status', grpc]])];
  const reset = (
    reason: Extract<TryOutcome, { is: 'reset' }>['reason'],
    requestSent: boolean,
  ): TryOutcome[] => [{ is: 'reset', reason, requestSent }];
  switch (what) {
    case 'connection refused':
      return reset('remote connection failure', false);
    case 'connect timeout':
      return reset('connection timeout', false);
    case 'overflow (UO)':
      return reset('overflow', false);
    case 'REFUSED_STREAM':
      return [{ is: 'reset', reason: 'remote reset', requestSent: false, refusedStream: true }];
    case 'per try timeout':
      return [{ is: 'per-try timeout' }];
    default:
      return what.startsWith('reset') ? reset('connection termination', true) : [];
  }
}

function answered(status: number, headers: Iterable<readonly [string, string]> = []): TryOutcome {
  return { is: 'response', response: httpResponse(status, '', headers) };
}

export function faultPercentage(set: {
  readonly conversion: readonly { readonly value: number; readonly numerator: number }[];
  readonly evaluation: readonly {
    readonly percent: number;
    readonly random: number;
    readonly fires: boolean;
  }[];
}): string | undefined {
  return (
    firstDifference(set.conversion, ({ value, numerator }) => ({
      got: perMillion({ value }),
      expected: { numerator, denominator: 'MILLION' },
    })) ??
    firstDifference(set.evaluation, ({ percent, random, fires }) => ({
      got: random % 1_000_000 < perMillion({ value: percent }).numerator,
      expected: fires,
    }))
  );
}
