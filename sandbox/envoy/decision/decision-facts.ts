import type { DecisionStep } from '../../net/index';
import type { RandomStream } from '../../sim/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { Host } from '../cluster/host';
import type { PickContext } from '../cluster/lb/index';
import type { FilterChain, Listener } from '../config/index';
import type { ClusterDraw } from '../match/cluster-choice';
import type { ConnectionFacts } from '../match/inspection';
import type { RequestFacts } from '../match/request-facts';
import type { Subject } from '../match/subject';
import type {
  CompiledRoute,
  CompiledRouteConfiguration,
  CompiledVirtualHost,
} from '../match/route-configuration';
import type { Verdict } from './verdict';

/** One try at an upstream host, with the numbers that the load balancer drew. */
export class Attempt implements PickContext {
  selection = 0;
  first = -1;
  second = -1;
  host: Host | undefined;
  /** `200`, `connection refused`, `per-try timeout`; empty while under way. */
  outcome = '';
  /** When it began, and when its answer began or it failed; 0 = not yet. */
  startUs = 0;
  endUs = 0;

  /**
   * @param usable what the load balancer chooses from
   * @param before the try before this one
   * @param backoffMs waited before this try
   */
  constructor(
    readonly random: RandomStream,
    readonly hash: bigint | undefined,
    readonly usable: readonly Host[],
    readonly before: Attempt | undefined,
    readonly backoffMs: number,
  ) {}
}

/** What the access log says at the end. */
export interface DecisionOutcome {
  readonly status?: number;
  readonly flags: string;
  readonly details: string;
}

/** What a proxy decided about one request: references into its configuration and drawn numbers, nothing derived. */
export interface DecisionFacts {
  /** Undefined when nothing listens at the address. */
  readonly listener: Listener | undefined;
  readonly chain: FilterChain | undefined;
  readonly connection: ConnectionFacts;
  /** HTTP filters in the chain that this proxy does not know. */
  readonly unknownFilters: readonly string[];
  /** The request as routes saw it; undefined for TCP. */
  readonly facts: RequestFacts | undefined;
  readonly routeConfiguration: CompiledRouteConfiguration | undefined;
  readonly virtualHost: CompiledVirtualHost | undefined;
  readonly route: CompiledRoute | undefined;
  readonly weighted: ClusterDraw | undefined;
  /** What the route names, whether it exists or not. */
  readonly clusterName: string | undefined;
  readonly clusterRuntime: ClusterRuntime | undefined;
  readonly tries: readonly Attempt[];
  /** What filters did, in order. */
  readonly notes: readonly DecisionStep[] | undefined;
  /** What filters that let pass or stop decided, in order, and about whom. */
  readonly verdicts: readonly Verdict[] | undefined;
  readonly subject: Subject | undefined;
  /** How it ended. */
  readonly outcome: DecisionOutcome | undefined;
}
