import type { Cluster, Listener, ProxyConfig } from '../../envoy/config/index';
import { sameJson } from '../../kube/index';
import type { Kernel, Timer } from '../../sim/index';
import { sameItems } from '../discovery/index';
import { fetchedRouteNames, type ClusterDelta, type XdsType } from '../translate/index';
import type { ProxyStatus, SyncState } from './proxy-status';
import { PUSH_ORDER } from './push-order';

/** From sending a response until its acknowledgement, milliseconds (modelled). */
const ROUND_TRIP_MS = 1;

/** The other end of a stream. */
export interface XdsClient {
  /** Asked once for every push that changes something. */
  nextVersion(): string;
  /** The proxy holds this from now on; the steps of one push share its version. */
  deliver(config: ProxyConfig, version: string): void;
}

/**
 * One proxy's stream of discovery responses. A type is sent when the one before it was acknowledged, so a route may be
 * gone before its cluster is, or the other way round, for as long as that takes. The first configuration arrives whole:
 * a proxy serves nothing before it has all of it.
 */
export class XdsStream {
  /** What the proxy works with. */
  #held: ProxyConfig | undefined;
  #target: ProxyConfig | undefined;
  /** Per type: what was acknowledged last; absent where another answer is due. */
  #acknowledged: { -readonly [Type in XdsType]?: ProxyConfig[Type] } = {};
  #inFlight: XdsType | undefined;
  #timer: Timer | undefined;
  #version = '';

  constructor(
    private readonly kernel: Kernel,
    private readonly proxy: XdsClient,
  ) {}

  /** Names of the clusters that the proxy has, or is about to have. */
  get clusterNames(): readonly string[] {
    return this.#target?.clusters.map(({ name }) => name) ?? [];
  }

  /**
   * Sends what differs from the last push, if anything does.
   * @param computed what may differ; of the other types the proxy keeps what it has
   * @param delta of the clusters, where it is known; the proxy keeps the others that it has
   */
  push(
    config: ProxyConfig,
    computed: ReadonlySet<XdsType> = new Set(PUSH_ORDER),
    delta?: ClusterDelta,
  ): void {
    const target = takeOver(this.#target, config, computed, delta);
    if (target === this.#target) return;
    this.#target = target;
    this.#version = this.proxy.nextVersion();
    if (this.#held === undefined) {
      this.#acknowledged = target;
      this.#hold(target);
    } else if (this.#inFlight === undefined) this.#advance(target);
  }

  close(): void {
    this.#timer?.cancel();
  }

  /** A type without resources was never asked for. */
  status(proxy: string): ProxyStatus {
    const state = (type: XdsType): SyncState => {
      if (this.#inFlight === type) return 'STALE';
      return (this.#held?.[type].length ?? 0) > 0 ? 'SYNCED' : 'NOT SENT';
    };
    return {
      proxy,
      cds: state('clusters'),
      lds: state('listeners'),
      eds: state('loadAssignments'),
      rds: state('routeConfigurations'),
    };
  }

  #advance(target: ProxyConfig): void {
    const next = PUSH_ORDER.find((type) => this.#acknowledged[type] !== target[type]);
    this.#inFlight = next;
    if (next === undefined) return;
    this.#timer = this.kernel.schedule(ROUND_TRIP_MS * 1000, () => {
      this.#acknowledge(next, target);
      this.#advance(this.#target ?? target);
    });
  }

  /** A cluster that waits for its endpoints asks for them, a listener for its routes: the next type is due then. */
  #acknowledge(type: XdsType, target: ProxyConfig): void {
    const held = this.#held ?? target;
    this.#acknowledged = { ...this.#acknowledged, [type]: target[type] };
    switch (type) {
      case 'clusters': {
        const clusters = warmClusters(held, target);
        if (!sameItems(clusters, target.clusters)) delete this.#acknowledged.loadAssignments;
        this.#hold({ ...held, clusters });
        break;
      }
      case 'loadAssignments':
        this.#hold({ ...held, clusters: target.clusters, loadAssignments: target.loadAssignments });
        break;
      case 'listeners': {
        const listeners = warmListeners(held, target);
        if (!sameItems(listeners, target.listeners)) delete this.#acknowledged.routeConfigurations;
        this.#hold({ ...held, listeners });
        break;
      }
      case 'routeConfigurations':
        this.#hold({ ...held, listeners: target.listeners, routeConfigurations: target.routeConfigurations });
    }
  }

  #hold(config: ProxyConfig): void {
    this.#held = config;
    this.proxy.deliver(config, this.#version);
  }
}

/** The new configuration with the very lists of the old one where they say the same; the old one when all of them do. */
function takeOver(
  before: ProxyConfig | undefined,
  now: ProxyConfig,
  computed: ReadonlySet<XdsType>,
  delta: ClusterDelta | undefined,
): ProxyConfig {
  if (before === undefined) return now;
  const kept = <Type extends XdsType>(type: Type, list: ProxyConfig[Type]): ProxyConfig[Type] =>
    !computed.has(type) || sameJson(before[type], list) ? before[type] : list;
  const clusters = delta ? withDelta(before.clusters, delta, now.clusters) : now.clusters;
  const target: ProxyConfig = {
    clusters: kept('clusters', clusters),
    loadAssignments: kept('loadAssignments', now.loadAssignments),
    listeners: kept('listeners', now.listeners),
    routeConfigurations: kept('routeConfigurations', now.routeConfigurations),
  };
  return PUSH_ORDER.every((type) => target[type] === before[type]) ? before : target;
}

/** What the proxy has, without what was taken away and with what was sent, in the order of a push of everything. */
function withDelta(
  held: readonly Cluster[],
  { clusters, removed }: ClusterDelta,
  order: readonly Cluster[],
): Cluster[] {
  const known = new Map([...held, ...clusters].map((cluster) => [cluster.name, cluster]));
  for (const name of removed) known.delete(name);
  return order.flatMap(({ name }) => known.get(name) ?? []);
}

/** A cluster that waits for endpoints is not used yet: its predecessor, if any, serves on. */
function warmClusters(held: ProxyConfig, target: ProxyConfig): Cluster[] {
  const before = new Map(held.clusters.map((cluster) => [cluster.name, cluster]));
  return target.clusters.flatMap((cluster) => {
    if (cluster.type !== 'EDS') return [cluster];
    const serving = before.get(cluster.name);
    return serving ? [serving] : [];
  });
}

/** A listener that waits for routes is not used yet: its predecessor, if any, serves on. */
function warmListeners(held: ProxyConfig, target: ProxyConfig): Listener[] {
  const before = new Map(held.listeners.map((listener) => [listener.name, listener]));
  const known = new Set(held.routeConfigurations.map(({ name }) => name));
  return target.listeners.flatMap((listener) => {
    if (fetchedRouteNames([listener]).every((name) => known.has(name))) return [listener];
    const serving = before.get(listener.name);
    return serving ? [serving] : [];
  });
}
