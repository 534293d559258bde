import type { Connection, ConnectionFailure, ConnectRequest, Exchange, SocketAddress } from '../net/index';
import { settled, type Process } from '../sim/index';
import type { AdminAnswer, StatsInclusion } from './admin/contract';
import { answerAdmin, collectStats } from './admin/index';
import { AcceptedConnection } from './accepted-connection';
import { CompiledConfig } from './compiled-config';
import type { ProxyConfig } from './config/index';
import type { ConnectionOwner, StandingConnection } from './connection-owner';
import type { Destination } from './destination';
import { DRAIN_MS, DrainManager, type DrainOptions } from './drain-manager';
import { daysUntilFirstCertExpiring } from './expiring';
import { ListenerChanges } from './listener-changes';
import { agreedVersion, canHandshake } from './downstream-tls';
import { recordRefusal, unreadRequest } from './http/refusal';
import { endsTls } from './match/filter-chain-table';
import type { Direction } from './match/listener-table';
import { OpenConnections } from './open-connections';
import type { Proxy, ProxyNode, ProxyOptions } from './proxy';
import type { ProxyContext } from './proxy-context';
import { servicesOf, type ProxyServices } from './services';

/** Where a proxy without a wall clock of its own starts: 2026-11-21T00:00:00Z. */
const DEFAULT_EPOCH_MS = 1_795_219_200_000;
const EPHEMERAL = { first: 32_768, count: 28_232 } as const;
const EMPTY: ProxyConfig = { listeners: [], routeConfigurations: [], clusters: [], loadAssignments: [] };
const EVERYTHING: StatsInclusion = { prefixes: [''], suffixes: [], patterns: [] };
/** What a client sees when its TLS handshake is cut off. */
const HANDSHAKE_CUT: ConnectionFailure = {
  failure: 'tls',
  detail: 'TLS_error:|33554536:system_library:OPENSSL_internal:Connection_reset_by_peer:TLS_error_end',
};
/** What a TLS client makes of a plaintext answer. */
const NOT_TLS: ConnectionFailure = {
  failure: 'tls',
  detail: 'TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end',
};

/** What a client reads that speaks none of the server's TLS versions. */
const NO_VERSION: ConnectionFailure = { failure: 'tls', detail: 'alert protocol version' };

/** Makes a proxy without configuration: until the first {@link Proxy.applyConfig} it refuses connections. */
export function createProxy(options: ProxyOptions): Proxy {
  return new EnvoyProxy(options);
}

class EnvoyProxy implements Proxy, ConnectionOwner {
  readonly services: ProxyServices;
  readonly #drain: DrainManager;
  readonly #connections: OpenConnections;
  readonly #listenerChanges = new ListenerChanges();
  #compiled: CompiledConfig;
  #generation = 0;
  #closed = false;
  #updatedMs = 0;
  readonly #startedMs: number;

  constructor(private readonly options: ProxyOptions) {
    this.#startedMs = options.kernel.nowMs;
    const { kernel, drainMs = DRAIN_MS } = options;
    this.#drain = new DrainManager(kernel, drainMs);
    this.#connections = new OpenConnections(kernel, drainMs);
    this.services = servicesOf(contextOf(options));
    this.#compiled = new CompiledConfig(EMPTY, this.services);
  }

  get node(): ProxyNode {
    return this.options.node;
  }

  get config(): ProxyConfig {
    return this.#compiled.config;
  }

  get generation(): number | undefined {
    return this.#closed ? undefined : this.#generation;
  }

  applyConfig(config: ProxyConfig): void {
    const before = this.#compiled;
    const { clusters, loadAssignments } = before.config;
    if (config.clusters !== clusters || config.loadAssignments !== loadAssignments)
      this.services.clusters.apply(config);
    this.#listenerChanges.apply(before.config.listeners, config.listeners);
    this.#compiled = new CompiledConfig(config, this.services, before);
    this.#generation++;
    this.#updatedMs = this.services.now();
    if (before.config.listeners !== config.listeners) this.#connections.listenersChanged(config.listeners);
  }

  admin(method: string, target: string): AdminAnswer {
    const { options, config } = this;
    const clusters = this.services.clusters.all();
    const uptimeSeconds = Math.floor((options.kernel.nowMs - this.#startedMs) / 1000);
    const view = {
      node: this.node,
      drain: this.#drain,
      config,
      clusters,
      uptimeSeconds,
      updatedMs: this.#updatedMs,
      stats: () =>
        collectStats(
          {
            clusters,
            downstream: this.services.downstream.entries(),
            clusterChanges: this.services.clusters,
            listeners: this.services.listenerStats.entries(),
            activeListeners: config.listeners.length,
            listenerChanges: this.#listenerChanges,
            drain: this.#drain,
            daysUntilFirstCertExpiring: daysUntilFirstCertExpiring(config, this.services),
            updates: this.#generation,
            uptimeSeconds,
            extensions: options.extensionStats?.() ?? [],
          },
          options.statsInclusion ?? EVERYTHING,
        ),
    };
    return answerAdmin(view, method, target);
  }

  isEjected(cluster: string, address: string): boolean {
    const hosts = this.services.clusters.get(cluster)?.hosts.all ?? [];
    return hosts.some(({ key, ejectedAtMs }) => key === address && ejectedAtMs !== undefined);
  }

  listens(direction: Direction, place: SocketAddress): boolean {
    return !this.#closed && this.#drain.listens(direction) && this.#compiled.listens(direction, place);
  }

  destination(direction: Direction, request: ConnectRequest): Destination | undefined {
    return this.#compiled.destination(direction, request);
  }

  closes(direction: Direction): boolean {
    return this.#drain.closes(direction);
  }

  drain(options: DrainOptions): void {
    this.#drain.start(options);
  }

  accept(direction: Direction, request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const isOpen = !this.#closed && this.#drain.listens(direction);
    const destination = isOpen ? this.destination(direction, request) : undefined;
    if (!destination) return settled<ConnectionFailure>({ failure: 'refused' });
    const failure = request.hello.protocol === 'tls' && this.#noHandshake(direction, request, destination);
    if (failure) return settled(failure);
    const connection = new AcceptedConnection(this, direction, request, destination);
    this.#connections.add(connection);
    return connection.opensAtOnce ? settled(connection) : opened(connection);
  }

  /** What becomes of a TLS client before its connection counts as one; undefined when it may go on. */
  #noHandshake(
    direction: Direction,
    request: ConnectRequest,
    destination: Destination,
  ): ConnectionFailure | undefined {
    const { chain, handler, stats } = destination;
    if (!chain) {
      stats.noFilterChainMatch++;
      if (request.context)
        recordRefusal(this, direction, destination, request, unreadRequest(request), request.context);
      return HANDSHAKE_CUT;
    }
    if (handler?.is === 'http' && !endsTls(chain)) return NOT_TLS;
    if (!canHandshake(chain, this.services)) return HANDSHAKE_CUT;
    if (endsTls(chain) && agreedVersion(chain, request.hello) === undefined) {
      stats.handshakeFailed();
      return NO_VERSION;
    }
    return undefined;
  }

  close(): void {
    this.#closed = true;
    this.services.clusters.close();
  }

  connectionClosed(connection: StandingConnection): void {
    this.#connections.delete(connection);
  }

  hopEnded({ trace }: Exchange, hopIndex: number): void {
    this.options.onHop?.(trace, hopIndex);
  }
}

/** A connection whose upstream takes part in its handshake. */
function* opened(connection: AcceptedConnection): Process<Connection | ConnectionFailure> {
  let isOpened = false;
  try {
    isOpened = yield* connection.open();
  } finally {
    if (!isOpened) connection.close();
  }
  return isOpened ? connection : HANDSHAKE_CUT;
}

function contextOf({ node, kernel, dialer, random, now, credential }: ProxyOptions): ProxyContext {
  const stream = (purpose: string) => random.stream(`envoy/${node.id}/${purpose}`);
  let port = 0;
  return {
    node,
    kernel,
    dialer,
    random: {
      latency: stream('latency'),
      requestId: stream('request-id'),
      weightedCluster: stream('weighted-cluster'),
      loadBalancer: stream('load-balancer'),
      fault: stream('fault'),
      retry: stream('retry'),
      mirror: stream('mirror'),
      tracing: stream('tracing'),
      rateLimit: stream('rate-limit'),
    },
    now: now ?? (() => DEFAULT_EPOCH_MS + kernel.nowMs),
    credential: credential ?? (() => undefined),
    nextPort: () => EPHEMERAL.first + (port++ % EPHEMERAL.count),
  };
}
