import type { Proxy } from '../envoy/proxy';
import {
  isFailure,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Dialer,
  type SocketAddress,
} from '../net/index';
import type { Process } from '../sim/index';
import { createFetch, type Fetch } from './app-client';
import { AppServer } from './app-server';
import type { ContainerLog } from './container-log';
import { redirectionOf, type Redirection } from './iptables';
import type { Network } from './network';
import type { PodObject } from './objects';
import type { PodIdentity } from './pod-identity';

/** The first and last port that Linux gives to outgoing connections. */
const FIRST_EPHEMERAL_PORT = 32_768;
const LAST_EPHEMERAL_PORT = 60_999;
/** The address istiod lets sidecars bind when they call their own application. */
const INBOUND_BIND_IP = '127.0.0.6';

/** A pod's network namespace: its applications, its sidecar and the rules between them. */
export class PodSandbox {
  readonly server: AppServer;
  readonly fetch: Fetch;
  readonly logs = new Map<string, ContainerLog>();
  readonly #redirection: Redirection;
  /** PassthroughCluster's pooled connections: address dialled → the pod that answered first. */
  readonly #pooledPassthrough = new Map<string, SocketAddress>();
  #ephemeralPort = FIRST_EPHEMERAL_PORT;
  /** The pod's Envoy, once its container runs. */
  proxy: Proxy | undefined;

  constructor(
    readonly object: PodObject,
    readonly identity: PodIdentity,
    private readonly network: Network,
    nowUs: () => number,
  ) {
    this.#redirection = redirectionOf(object, identity.ip);
    this.fetch = createFetch({
      resolve: (host) => network.resolve(host, identity.namespace),
      connect: (request) => this.connectFromApp(request),
      nextSource: () => this.nextSource(),
    });
    this.server = new AppServer(identity, nowUs, this.fetch);
  }

  /** An address and port for a new outgoing connection. */
  nextSource(): SocketAddress {
    const port = this.#ephemeralPort;
    this.#ephemeralPort = port >= LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    return { ip: this.identity.ip, port };
  }

  /** A process of this pod dials: through the sidecar where the rules redirect, else straight out. */
  *connectFromApp(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { destination } = request;
    if (this.#isOwn(destination.ip)) return this.server.accept(request);
    if (this.proxy?.node.role === 'sidecar' && this.#redirection.outbound(destination))
      return yield* this.proxy.accept('outbound', request);
    return yield* this.network.connect(request);
  }

  /** A connection arrives at the pod's address. */
  *accept(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { proxy } = this;
    if (proxy === undefined || !this.#redirection.inbound(request.destination.port))
      return this.server.accept(request);
    return yield* proxy.accept(proxy.node.role === 'gateway' ? 'gateway' : 'inbound', request);
  }

  /** How the pod's Envoy reaches upstreams: its own application directly, everything else over the network. */
  readonly proxyDialer: Dialer = {
    connect: (request) => this.#connectFromProxy(request),
  };

  *#connectFromProxy(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { destination, source } = request;
    if (destination.ip.startsWith('127.') || source.ip === INBOUND_BIND_IP)
      return this.server.accept(request);
    if (destination.ip === this.identity.ip) return yield* this.accept(request);
    const dialled = { ...request, source: this.nextSource() };
    if (request.application === 'tcp') return yield* this.network.connect(dialled);
    return yield* this.#connectPooled(dialled);
  }

  /**
   * An Envoy dials a service's own address only from PassthroughCluster, and for HTTP it keeps that connection:
   * the pod that kube-proxy chose first answers until it goes away.
   */
  *#connectPooled(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { destination } = request;
    if (!this.network.services.isVirtual(destination.ip)) return yield* this.network.connect(request);
    const name = `${destination.ip}:${String(destination.port)}`;
    const known = this.#pooledPassthrough.get(name);
    if (known !== undefined && this.network.podAt(known.ip) !== undefined)
      return yield* this.network.connect({ ...request, destination: known });
    const translation = this.network.kubeProxy.translate(destination);
    if (translation === undefined || translation === 'refused') return yield* this.network.connect(request);
    this.#pooledPassthrough.set(name, translation.to);
    const connection = yield* this.network.connect({ ...request, destination: translation.to });
    if (isFailure(connection)) this.#pooledPassthrough.delete(name);
    return connection;
  }

  #isOwn(ip: string): boolean {
    return ip === this.identity.ip || ip.startsWith('127.');
  }
}
