import {
  isFailure,
  type Application,
  type Connection,
  type ConnectionFailure,
  type Exchange,
  type SocketAddress,
  type TransportHello,
} from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import type { Cluster, ClusterLoadAssignment } from '../config/index';
import type { ProxyContext } from '../proxy-context';
import { lacksSecret } from '../tls-secrets';
import { ClusterStats } from './cluster-stats';
import { ConnectionPool } from './connection-pool';
import { durationMs } from './durations';
import { Host } from './host';
import { HostSet } from './host-set';
import type { PickContext } from './lb/index';
import { OutlierDetector, type EjectionCounts, type ResultKind } from './outlier-detector';
import { Resources } from './resources';
import { certificateProblem, NOT_SUPPLIED } from './server-certificate';
import { transportSocketFor, upstreamHello } from './transport-socket';

/** Where an inbound proxy's connections to its own application come from: such connections are not intercepted. */
const INBOUND_SOURCE = '127.0.0.6';

/** What Envoy grants idle upstream connections unless told otherwise. */
const DEFAULT_IDLE_MS = 3_600_000;

/** A cluster at work: its hosts, their health, its limits and its connections. */
export class ClusterRuntime {
  readonly resources: Resources;
  readonly hosts: HostSet;
  readonly #detector: OutlierDetector<Host> | undefined;
  readonly #startUs: number;
  readonly #connectTimeoutMs: number;
  /** ORIGINAL_DST: one host per address that was asked for. */
  readonly #originals = new Map<string, Host>();
  #lastOriginal: Host | undefined;
  readonly #inbound: boolean;
  #sweeping = false;
  #closed = false;

  constructor(
    public config: Cluster,
    private readonly proxy: ProxyContext,
    readonly stats = new ClusterStats(),
  ) {
    this.resources = new Resources(config);
    this.hosts = new HostSet(config, proxy.kernel, proxy.random.loadBalancer);
    this.#detector =
      config.outlierDetection && new OutlierDetector(config.outlierDetection, () => this.hosts.all);
    this.#startUs = proxy.kernel.nowUs;
    this.#connectTimeoutMs = durationMs(config.connectTimeout) ?? 10_000;
    this.#inbound = config.name.startsWith('inbound|') || config.name === 'InboundPassthroughCluster';
  }

  get name(): string {
    return this.config.name;
  }

  /** Takes over a new endpoint list; hosts that stay keep their counters and connections. */
  update(config: Cluster, assignment: ClusterLoadAssignment | undefined): void {
    this.config = config;
    this.hosts.update(assignment);
  }

  /** What outlier detection counts; undefined where there is none. */
  get ejections(): EjectionCounts | undefined {
    return this.#detector?.counts;
  }

  /** Every host, those included that were only named by the connections sent to them. */
  get allHosts(): readonly Host[] {
    return this.#originals.size === 0 ? this.hosts.all : [...this.hosts.all, ...this.#originals.values()];
  }

  /** Chooses a host; undefined when there is none. */
  pick(context: PickContext, original: SocketAddress): Host | undefined {
    return this.config.type === 'ORIGINAL_DST' ? this.#originalHost(original) : this.hosts.pick(context);
  }

  /** Tells outlier detection how a host did. */
  record(host: Host, kind: ResultKind, status: number): void {
    if (!this.#detector) return;
    const judged = kind === 'response' ? this.#judged(status) : status;
    if (this.#detector.record(host, kind, judged, this.proxy.kernel.nowMs)) this.hosts.healthChanged();
    this.#scheduleSweep();
  }

  /** A status as outlier detection counts it: where errors are listed, only they are. */
  #judged(status: number): number {
    const { outlierErrorCodes: errors } = this.config;
    if (errors === undefined) return status;
    return errors.includes(status) ? Math.max(status, 500) : 200;
  }

  /** The connections to a host. */
  poolOf(host: Host): ConnectionPool {
    return (host.pool ??= this.#newPool(host));
  }

  #newPool(host: Host): ConnectionPool {
    return new ConnectionPool({
      resources: this.resources,
      stats: this.stats,
      host,
      maxRequestsPerConnection: this.config.maxRequestsPerConnection ?? Infinity,
      idleTimeoutMs: durationMs(this.config.idleTimeout) ?? DEFAULT_IDLE_MS,
      kernel: this.proxy.kernel,
      connect: (need, context, onClosed) => this.connect(host, need, context, onClosed),
    });
  }

  /** Opens a connection to a host, with the transport socket its metadata asks for. @param onClosed told when the host ends it */
  *connect(
    host: Host,
    need: {
      readonly application: Application;
      readonly authorityHost?: string | undefined;
    },
    context: Exchange | undefined,
    onClosed: () => void,
    inner?: TransportHello,
  ): Process<Connection | ConnectionFailure> {
    const { kernel, node, dialer } = this.proxy;
    const socket = transportSocketFor(this.config, host.transportSocketMatch);
    const { autoSni = false, autoSanValidation = false } = this.config.upstreamHttpProtocolOptions ?? {};
    const own = upstreamHello(socket, this.proxy, need.application, autoSni ? need.authorityHost : undefined);
    if (own.protocol === 'tls' && lacksSecret(socket, this.proxy))
      return { failure: 'tls', detail: NOT_SUPPLIED };
    const hello = inner === undefined ? own : own.protocol === 'tls' ? { ...own, inner } : inner;
    const source = { ip: this.#inbound ? INBOUND_SOURCE : node.ip, port: this.proxy.nextPort() };
    const startMs = kernel.nowMs;
    const destination = { ip: host.ip, port: host.port };
    const connection = yield* dialer.connect({
      source,
      destination,
      hello,
      application: need.application,
      onClosed,
      ...(context ? { context } : undefined),
    });
    if (isFailure(connection)) {
      if (connection.failure === 'timeout' || connection.failure === 'unreachable')
        yield* sleep(Math.max(0, this.#connectTimeoutMs - (kernel.nowMs - startMs)));
      return connection;
    }
    const name = autoSanValidation ? need.authorityHost : undefined;
    const problem =
      own.protocol === 'tls' ? certificateProblem(socket, connection, this.proxy, name) : undefined;
    if (problem !== undefined) {
      connection.close();
      return { failure: 'tls', detail: problem };
    }
    return connection;
  }

  /** The cluster is no longer configured. */
  close(): void {
    this.#closed = true;
    this.hosts.close();
    for (const host of this.#originals.values()) host.pool?.close();
  }

  #originalHost({ ip, port: asked }: SocketAddress): Host {
    const port = this.config.originalDstLbConfig?.upstreamPortOverride ?? asked;
    const last = this.#lastOriginal;
    if (last?.port === port && last.ip === ip) return last;
    const key = `${ip}:${String(port)}`;
    let host = this.#originals.get(key);
    if (!host) {
      host = new Host({ address: { socketAddress: { address: ip, portValue: port } } });
      this.#originals.set(key, host);
    }
    this.#lastOriginal = host;
    return host;
  }

  /** Sweeps happen at whole intervals since the cluster was made, as long as one has something to do. */
  #scheduleSweep(): void {
    const detector = this.#detector;
    if (!detector || this.#sweeping || this.#closed || !detector.restless) return;
    this.#sweeping = true;
    const { kernel } = this.proxy;
    // Whole microseconds: a rest of a division of milliseconds could make a sweep due again at once.
    const sinceUs = kernel.nowUs - this.#startUs;
    const intervalUs = Math.max(1, Math.round(detector.intervalMs * 1000));
    kernel.schedule(intervalUs - (sinceUs % intervalUs), () => {
      this.#sweeping = false;
      if (this.#closed) return;
      if (detector.sweep(kernel.nowMs)) this.hosts.healthChanged();
      this.#scheduleSweep();
    });
  }
}
