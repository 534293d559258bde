import type {
  Connection,
  ConnectionFailure,
  ConnectRequest,
  Dialer,
  RequestTrace,
  SocketAddress,
  Stat,
} from '../net/index';
import type { Credential } from '../lib/x509/index';
import type { Kernel, Process, RandomSource } from '../sim/index';
import type { AdminAnswer, StatsInclusion } from './admin/contract';
import type { ProxyConfig } from './config/index';
import type { DrainOptions } from './drain-manager';

/** Who a proxy is. */
export interface ProxyNode {
  /** `staff-service-7d4b9c-x2x9p.default`: the pod and its namespace, as `istioctl proxy-status` prints it. */
  readonly id: string;
  readonly pod: string;
  readonly namespace: string;
  readonly workload: string;
  readonly role: 'sidecar' | 'gateway';
  readonly ip: string;
  /** `spiffe://cluster.local/ns/default/sa/default`. */
  readonly identity: string;
}

export interface ProxyOptions {
  readonly node: ProxyNode;
  readonly kernel: Kernel;
  readonly random: RandomSource;
  /** How the proxy reaches upstream hosts (and, for inbound, its own application). */
  readonly dialer: Dialer;
  /** The simulated wall clock for `date` headers, epoch milliseconds. */
  readonly now?: () => number;
  /** What SDS gave it under a name; undefined for certificates that are always there. Default: they all are. */
  readonly credential?: (sdsName: string) => Credential | undefined;
  /** How long listeners that are drained go on (`--drain-time-s`). Default: 45 s. */
  readonly drainMs?: number;
  /** Called when a request's work in this proxy is over: metrics and access logs are made from it. */
  readonly onHop?: (trace: RequestTrace, hopIndex: number) => void;
  /** Statistics that are kept; default: all. */
  readonly statsInclusion?: StatsInclusion;
  /** What extensions count; asked when somebody reads the statistics. */
  readonly extensionStats?: () => readonly Stat[];
}

/** An Envoy. Knows neither Kubernetes nor Istio: it executes the configuration it was given. */
export interface Proxy {
  readonly node: ProxyNode;
  /** The configuration in force. */
  readonly config: ProxyConfig;
  /** Replaces the configuration; compiled once, here. Requests under way finish with the old one. */
  applyConfig(config: ProxyConfig): void;
  /**
   * Accepts a connection.
   * @param direction `outbound`: intercepted from the pod's application (15001); `inbound`: arriving at the pod (15006);
   *   `gateway`: dialled at a listener's own port.
   */
  accept(
    direction: 'outbound' | 'inbound' | 'gateway',
    request: ConnectRequest,
  ): Process<Connection | ConnectionFailure>;
  /** Whether a real socket of its own is open at an address: connections get there without being redirected. */
  listens(direction: 'outbound' | 'inbound' | 'gateway', place: SocketAddress): boolean;
  /** Whether outlier detection has taken a host (`10.244.0.11:8080`) of a cluster out. */
  isEjected(cluster: string, address: string): boolean;
  /** What the admin interface answers. @param target `/stats?filter=outlier` */
  admin(method: string, target: string): AdminAnswer;
  /** The pod is told to end: answers say that their connections take no more, and after a while nothing listens. */
  drain(options: DrainOptions): void;
  /** The pod is gone: its connections end, those in other proxies' pools are found closed. */
  close(): void;
}
