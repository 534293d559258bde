import type { Proxy } from '../envoy/index';
import {
  isFailure,
  isIpv6,
  mortal,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Exchange,
  type Handshake,
  type HttpOutcome,
  type HttpRequest,
  type SocketAddress,
} from '../net/index';
import type { Certificate } from '../lib/x509/index';
import { Lifeline, settled, type Process } from '../sim/index';
import { createFetch, type ClientNetwork, type Fetch } from './app-client';
import { AppServer, type Clock } from './app-server';
import type { ContainerLog } from './container-log';
import { redirectionOf, type Redirection } from './iptables';
import type { NameTable } from './local-dns';
import type { Network } from './network';
import type { PodObject } from './objects';
import type { PodIdentity } from './pod-identity';
import { PodResolver } from './pod-resolver';
import type { ProxyAgent } from './proxy-agent';

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
  /** What each container wrote before its last restart. */
  readonly previousLogs = new Map<string, ContainerLog>();
  /** What comes into the pod through its Envoy. */
  readonly life = new Lifeline();
  readonly #redirection: Redirection;
  readonly #resolver: PodResolver;
  #ephemeralPort = FIRST_EPHEMERAL_PORT;
  /** The pod's Envoy, once its container runs. */
  proxy: Proxy | undefined;
  /** Who ends that. */
  agent: ProxyAgent | undefined;
  /** The hosts that the agent of the pod's Envoy answers DNS for. */
  namesOf: () => NameTable | undefined = () => undefined;
  stopped = false;
  /** The network as the pod's processes find it. */
  readonly client: ClientNetwork = {
    resolve: (host) => this.resolve(host),
    connect: (request) => this.connectFromApp(request),
    nextSource: () => this.nextSource(),
  };
  /**
   * How the pod's Envoy reaches upstreams, and with it all that runs in its container, under the same user: its own
   * application directly, everything else over the network.
   */
  readonly proxyClient: ClientNetwork = {
    ...this.client,
    connect: (request) => this.#connectFromProxy(request),
  };

  constructor(
    readonly object: PodObject,
    readonly identity: PodIdentity,
    private readonly network: Network,
    clock: Clock,
  ) {
    this.#redirection = redirectionOf(object, identity.ip);
    this.#resolver = new PodResolver(
      object,
      identity.namespace,
      () => this.namesOf(),
      (host) => network.resolve(host, identity.namespace),
    );
    this.fetch = createFetch(this.client);
    this.server = new AppServer(identity, clock, this.fetch);
  }

  /** A container starts again: what it wrote so far is its previous log. */
  renewLog(container: string): void {
    const log = this.logs.get(container);
    if (log === undefined) return;
    this.previousLogs.set(container, log);
    this.logs.set(container, log.successor());
  }

  /** The address of a name as a process of this pod gets it. */
  resolve(host: string): string | undefined {
    return this.#resolver.resolve(host);
  }

  /** An address and port for a new outgoing connection. */
  nextSource(): SocketAddress {
    const port = this.#ephemeralPort;
    this.#ephemeralPort = port >= LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    return { ip: this.identity.ip, port };
  }

  /** A connection to an address of the other family comes from the pod's address of that family. */
  #sourceFor({ ip }: SocketAddress, source: SocketAddress): SocketAddress {
    if (isIpv6(ip) === isIpv6(source.ip)) return source;
    const own = [this.identity.ip, ...this.identity.additionalIps].find((one) => isIpv6(one) === isIpv6(ip));
    return own === undefined ? source : { ip: own, port: source.port };
  }

  /** A process of this pod dials: through the sidecar where the rules redirect, else straight out. */
  connectFromApp(asked: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { destination } = asked;
    const source = this.#sourceFor(destination, asked.source);
    const request = source === asked.source ? asked : { ...asked, source };
    if (this.#isOwn(destination.ip)) {
      if (this.proxy?.node.role === 'sidecar' && this.proxy.listens('outbound', destination))
        return this.proxy.accept('outbound', request);
      return settled(this.server.accept(request));
    }
    if (this.proxy?.node.role === 'sidecar' && this.#redirection.outbound(destination))
      return this.proxy.accept('outbound', request);
    return this.network.connect(request);
  }

  /** A connection arrives at the pod's address. It dies with the pod. */
  *accept(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { proxy } = this;
    const { destination } = request;
    const isTaken =
      this.#redirection.inbound(destination.port) || proxy?.listens('inbound', destination) === true;
    if (proxy === undefined || !isTaken) return this.server.accept(request);
    const direction = proxy.node.role === 'gateway' ? 'gateway' : 'inbound';
    const connection = yield* proxy.accept(direction, request);
    return isFailure(connection) ? connection : new MortalConnection(this, connection);
  }

  /** The pod is gone: nothing answers any more. */
  stop(): void {
    this.stopped = true;
    this.life.sever();
    this.server.clear();
    this.network.detach(this);
  }

  *#connectFromProxy(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { destination, source } = request;
    if (destination.port === 0) return NO_SOCKET;
    if (destination.ip.startsWith('127.') || source.ip === INBOUND_BIND_IP)
      return this.server.accept(request);
    const ip = this.network.resolve(destination.ip, this.identity.namespace); // DNS clusters dial by name
    if (ip === undefined) return { failure: 'dns' };
    const to = { ip, port: destination.port };
    const dialled = { ...request, source: this.#sourceFor(to, this.nextSource()), destination: to };
    return yield* this.#isAddress(ip) ? this.accept(dialled) : this.network.connect(dialled);
  }

  #isAddress(ip: string): boolean {
    return ip === this.identity.ip || this.identity.additionalIps.includes(ip);
  }

  #isOwn(ip: string): boolean {
    return this.#isAddress(ip) || ip.startsWith('127.') || ip === '::1';
  }
}

const RESET: ConnectionFailure = { failure: 'reset' };
/** No application here listens on a Unix domain socket. */
const NO_SOCKET: ConnectionFailure = {
  failure: 'refused',
  detail: 'immediate_connect_error:_No_such_file_or_directory',
};

/** A connection into a pod, cut when the pod goes. */
class MortalConnection implements Connection {
  constructor(
    private readonly pod: PodSandbox,
    private readonly inner: Connection,
  ) {}

  get closed(): boolean {
    return this.pod.stopped || this.inner.closed === true;
  }

  get serverIdentity(): string | undefined {
    return this.inner.serverIdentity;
  }

  get serverChain(): readonly Certificate[] | undefined {
    return this.inner.serverChain;
  }

  get handshake(): Handshake | undefined {
    return this.inner.handshake;
  }

  exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome> {
    const { pod } = this;
    return pod.stopped
      ? settled(RESET)
      : pod.life.bind<HttpOutcome>(this.inner.exchange(request, context), RESET, mortal);
  }

  transfer(text: string, context: Exchange): Process<{ readonly text: string } | ConnectionFailure> {
    const transfer = this.inner.transfer?.(text, context);
    return transfer === undefined ? settled(RESET) : this.pod.life.bind(transfer, RESET);
  }

  close(): void {
    this.inner.close();
  }
}
