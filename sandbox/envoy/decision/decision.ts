import type { DecisionRecord, DecisionStep, MetricsSettings, ProxyDecision } from '../../net/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { Host } from '../cluster/host';
import type { AccessLog, FilterChain, Listener } from '../config/index';
import type { ClusterDraw } from '../match/cluster-choice';
import type { ConnectionFacts } from '../match/inspection';
import type { RequestFacts } from '../match/request-facts';
import type { Subject } from '../match/subject';
import type {
  CompiledRoute,
  CompiledRouteConfiguration,
  CompiledVirtualHost,
} from '../match/route-configuration';
import type { Attempt, DecisionFacts, DecisionOutcome } from './decision-facts';
import { explainDecision } from './explain';
import type { Verdict } from './verdict';

const HTTP_CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
/** Connections are counted whatever Telemetries say of requests. */
const PLAIN_METRICS: readonly MetricsSettings[] = [{}];

/** A decision while it is being made. */
export class Decision implements ProxyDecision, DecisionFacts {
  facts: RequestFacts | undefined;
  routeConfiguration: CompiledRouteConfiguration | undefined;
  virtualHost: CompiledVirtualHost | undefined;
  route: CompiledRoute | undefined;
  weighted: ClusterDraw | undefined;
  clusterName: string | undefined;
  clusterRuntime: ClusterRuntime | undefined;
  lastTry: Attempt | undefined;
  notes: DecisionStep[] | undefined;
  verdicts: Verdict[] | undefined;
  subject: Subject | undefined;
  outcome: DecisionOutcome | undefined;

  constructor(
    readonly listener: Listener | undefined,
    readonly chain: FilterChain | undefined,
    readonly connection: ConnectionFacts,
    readonly unknownFilters: readonly string[],
  ) {}

  get routeName(): string | undefined {
    return this.route?.config.name;
  }

  get metrics(): readonly MetricsSettings[] {
    const last = this.chain?.filters.at(-1);
    if (last?.name !== HTTP_CONNECTION_MANAGER) return PLAIN_METRICS;
    return last.typedConfig.httpFilters
      .filter(({ name }) => name === 'istio.stats')
      .map(({ typedConfig }) => typedConfig ?? {});
  }

  get accessLog(): readonly AccessLog[] | undefined {
    if (this.chain === undefined) return this.listener?.accessLog;
    const last = this.chain.filters.at(-1);
    return last && 'accessLog' in last.typedConfig ? last.typedConfig.accessLog : undefined;
  }

  get operation(): string | undefined {
    return this.route?.config.decorator?.operation;
  }

  /** As the access log has it: absent when there is no such cluster. */
  get cluster(): string | undefined {
    return this.clusterRuntime?.name;
  }

  get protocol(): 'http' | 'tcp' {
    if (this.facts !== undefined) return 'http';
    const speaksHttp = this.chain?.filters.some(({ name }) => name === HTTP_CONNECTION_MANAGER) === true;
    return speaksHttp ? 'http' : 'tcp';
  }

  get upstream(): Host | undefined {
    return this.lastTry?.host;
  }

  get attempts(): number {
    return this.tries.length;
  }

  get tries(): readonly Attempt[] {
    const tries: Attempt[] = [];
    for (let attempt = this.lastTry; attempt; attempt = attempt.before) tries.unshift(attempt);
    return tries;
  }

  note(step: DecisionStep): void {
    (this.notes ??= []).push(step);
  }

  /** A filter let the request pass or stopped it. */
  judged(verdict: Verdict, subject: Subject): void {
    this.subject = subject;
    (this.verdicts ??= []).push(verdict);
  }

  explain(): DecisionRecord {
    return { steps: explainDecision(this) };
  }
}
