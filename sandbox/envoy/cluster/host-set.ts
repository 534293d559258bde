import type { Kernel, RandomStream } from '../../sim/index';
import type { Cluster, ClusterLoadAssignment, LbEndpoint, LocalityLbEndpoints } from '../config/index';
import { Host } from './host';
import { createLoadBalancer, type LoadBalancer, type PickContext } from './lb/index';
import { localityWeighted } from './lb/locality-weighted';
import { sameSettings } from './same-settings';
import { choosePriority, priorityLoad } from './priority-load';

/** Envoy collects health changes that follow each other within this time (update_merge_window's default). */
const MERGE_WINDOW_MS = 1000;
/** Below this share of healthy hosts a level in trouble uses all of its hosts (healthy_panic_threshold's default). */
const PANIC_PERCENT = 50;

/** One priority as requests see it: fixed until the next publication. */
interface Level {
  readonly usable: readonly Host[];
  readonly balancer: LoadBalancer<Host>;
}

/** The hosts of one place within a priority. */
interface Place {
  readonly key: string;
  readonly weight: number;
  readonly hosts: readonly Host[];
}

const EMPTY: readonly Host[] = [];

/**
 * The hosts of a cluster by priority, and the load balancers over the healthy ones. Endpoint changes show at once;
 * health changes at once when the last publication is more than a second ago, else when that second is over. Hosts are
 * made when somebody first asks for them: most clusters that a sidecar is told of are never called.
 */
export class HostSet {
  #all: readonly Host[] = EMPTY;
  #usable: readonly Host[] = EMPTY;
  #priorities: readonly (readonly Host[])[] = [];
  /** By priority, where places share by weight. */
  #places: readonly (readonly Place[])[] = [];
  #levels: readonly Level[] = [];
  #load: readonly number[] = [];
  #publishedMs = -Infinity;
  #publicationDue = false;
  /** What the hosts are made from; undefined until the first list arrives. */
  #localities: readonly LocalityLbEndpoints[] | undefined;
  #arrivedMs = 0;
  #isMade = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly kernel: Kernel,
    private readonly random: RandomStream,
  ) {}

  /** Every host, ejected ones included. */
  get all(): readonly Host[] {
    if (!this.#isMade) this.#make();
    return this.#all;
  }

  /** The hosts a pick chooses from at present, of the first priority in use. */
  get usable(): readonly Host[] {
    if (!this.#isMade) this.#make();
    return this.#usable;
  }

  pick(context: PickContext): Host | undefined {
    if (!this.#isMade) this.#make();
    const [only] = this.#levels;
    if (this.#levels.length <= 1) return only?.balancer.pick(context);
    const level = choosePriority(this.#load, context.random.below(100));
    return this.#levels[level]?.balancer.pick(context);
  }

  /** How the load balancer came to its choice. */
  describe(context: PickContext): string {
    return this.#levels[0]?.balancer.describe(context) ?? 'no hosts';
  }

  update(assignment: ClusterLoadAssignment | undefined): void {
    const localities = assignment?.endpoints ?? [];
    if (this.#localities !== undefined && sameSettings(localities, this.#localities)) return;
    this.#localities = localities;
    this.#arrivedMs = this.kernel.nowMs;
    if (this.#isMade) this.#make();
  }

  #make(): void {
    this.#isMade = true;
    const localities = this.#localities ?? [];
    const known = new Map(this.#all.map((host) => [host.key, host]));
    const priorities: Host[][] = [];
    const places: Place[][] = [];
    const taken = new Set<string>();
    for (const locality of localities) {
      const priority = locality.priority ?? 0;
      const hosts: Host[] = [];
      for (const endpoint of locality.lbEndpoints) {
        const host = keep(known, endpoint);
        // Of endpoints with one address the first counts (source/extensions/clusters/eds/eds.cc).
        if (taken.has(host.key)) continue;
        taken.add(host.key);
        known.delete(host.key);
        host.locality = locality.locality;
        host.priority = priority;
        hosts.push(host);
      }
      (priorities[priority] ??= []).push(...hosts);
      const weight = locality.loadBalancingWeight ?? 0;
      (places[priority] ??= []).push({ key: placeName(locality), weight, hosts });
    }
    this.#places = places;
    for (const gone of known.values()) gone.pool?.close();
    this.#priorities = Array.from(priorities, (hosts: Host[] | undefined) => hosts ?? EMPTY);
    this.#all = this.#priorities.flat();
    this.#publish(this.#arrivedMs);
  }

  /** A host was ejected or came back. */
  healthChanged(): void {
    if (this.#publicationDue) return;
    const dueMs = this.#publishedMs + MERGE_WINDOW_MS - this.kernel.nowMs;
    if (dueMs < 0) {
      this.#publish(this.kernel.nowMs);
      return;
    }
    this.#publicationDue = true;
    this.kernel.schedule(dueMs * 1000, () => {
      if (this.#publicationDue) this.#publish(this.kernel.nowMs);
    });
  }

  close(): void {
    for (const host of this.#all) host.pool?.close();
  }

  /** Hashing balancers see all hosts at once: which one is chosen does not depend on where it is. */
  #balancer(
    usable: readonly Host[],
    places: readonly Place[],
    isUsable: (host: Host) => boolean,
  ): LoadBalancer<Host> {
    const { commonLbConfig, lbPolicy } = this.cluster;
    const hashes = lbPolicy === 'RING_HASH' || lbPolicy === 'MAGLEV';
    if (commonLbConfig?.localityWeightedLbConfig === undefined || hashes)
      return createLoadBalancer(this.cluster, usable, this.random);
    return localityWeighted(
      places.map(({ key, weight, hosts }) => ({
        key,
        weight,
        usable: hosts.filter(isUsable),
        total: hosts.length,
      })),
      (hosts) => createLoadBalancer(this.cluster, hosts, this.random),
    );
  }

  #publish(nowMs: number): void {
    this.#publicationDue = false;
    this.#publishedMs = nowMs;
    const healthy = this.#priorities.map((hosts) => hosts.filter(({ isHealthy }) => isHealthy));
    const counts = this.#priorities.map((hosts, index) => ({
      healthy: healthy[index]?.length ?? 0,
      total: hosts.length,
    }));
    const { health, load } = priorityLoad(counts);
    this.#load = load;
    const inTrouble = health.reduce((sum, value) => sum + value, 0) < 100;
    const threshold = this.cluster.commonLbConfig?.healthyPanicThreshold?.value ?? PANIC_PERCENT;
    this.#levels = this.#priorities.map((hosts, index) => {
      const up = healthy[index] ?? EMPTY;
      const panic = inTrouble && hosts.length > 0 && (100 * up.length) / hosts.length < threshold;
      const usable = panic ? hosts : up;
      const isUsable = panic ? () => true : (host: Host) => host.isHealthy;
      return { usable, balancer: this.#balancer(usable, this.#places[index] ?? [], isUsable) };
    });
    this.#usable = this.#levels[load.findIndex((share) => share > 0)]?.usable ?? EMPTY;
  }
}

function placeName({ locality: { region, zone, subZone } = {} }: LocalityLbEndpoints): string {
  return [region, zone, subZone].filter(Boolean).join('/');
}

/** A host that stays keeps its state; one whose metadata changed keeps what outlier detection knows only. */
function keep(known: ReadonlyMap<string, Host>, endpoint: LbEndpoint): Host {
  const fresh = new Host(endpoint);
  const old = known.get(fresh.key);
  if (!old) return fresh;
  if (sameSettings(withoutHealth(old.endpoint), withoutHealth(endpoint))) {
    old.edsHealthStatus = fresh.edsHealthStatus;
    return old;
  }
  old.pool?.close();
  fresh.ejectedAtMs = old.ejectedAtMs;
  fresh.ejectionMultiplier = old.ejectionMultiplier;
  fresh.lastUnejectedMs = old.lastUnejectedMs;
  fresh.consecutive5xx = old.consecutive5xx;
  fresh.consecutiveGateway = old.consecutiveGateway;
  return fresh;
}

function withoutHealth({ healthStatus: _status, ...endpoint }: LbEndpoint): LbEndpoint {
  return endpoint;
}
