import type { Certificate } from '../../lib/x509/index';
import {
  Exchange,
  handedOn,
  isFailure,
  requestBytes,
  responseBytes,
  StreamedResponse,
  utf8Length,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Handshake,
  type HttpOutcome,
  type HttpRequest,
  type HttpResponse,
} from '../../net/index';
import { settled, type Process } from '../../sim/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { ConnectionOwner } from '../connection-owner';
import { Decision } from '../decision/decision';
import { Attempt } from '../decision/decision-facts';
import type { ChainHandler, Destination } from '../destination';
import { downstreamOf, type DownstreamInfo } from '../http/downstream';
import { ProxyHop } from '../http/proxy-hop';
import { unreadRequest } from '../http/refusal';
import { transportDetail } from '../http/reset-reason';
import { xxHash64 } from '../hash/xxhash64';
import { weightedCluster } from '../match/cluster-choice';
import { endsTls } from '../match/filter-chain-table';
import type { Refusal } from '../filters/network-guard';
import type { Direction } from '../match/listener-table';

const SERVED: Refusal = { flags: '', details: '' };

type TcpHandler = Extract<ChainHandler, { is: 'tcp' }>;

/**
 * envoy.filters.network.tcp_proxy: one upstream connection per downstream connection, bytes both ways. The client is
 * connected already, so an upstream that cannot be reached shows as a connection that ends.
 */
export class TcpTunnel {
  readonly #decision: Decision;
  readonly #downstream: DownstreamInfo;
  #upstream: Connection | undefined;
  /** Why the tunnel did not come about. */
  #broken: Refusal | undefined;
  #cluster: ClusterRuntime | undefined;
  #judged = false;
  #refusal: Refusal | undefined;

  constructor(
    private readonly owner: ConnectionOwner,
    direction: Direction,
    private readonly request: ConnectRequest,
    destination: Destination,
    private readonly handler: TcpHandler,
    private readonly onUpstreamClosed: () => void,
  ) {
    const { listener, chain, facts } = destination;
    this.#decision = new Decision(listener, chain, facts, []);
    this.#downstream = downstreamOf(direction, request, chain);
  }

  get serverIdentity(): string | undefined {
    return this.#upstream?.serverIdentity;
  }

  get serverChain(): readonly Certificate[] | undefined {
    return this.#upstream?.serverChain;
  }

  get handshake(): Handshake | undefined {
    return this.#upstream?.handshake;
  }

  /** Reaches the upstream, once. Answers whether it is there. */
  *connect(context: Exchange | undefined): Process<boolean> {
    if (!this.#upstream && !this.#broken) yield* this.#connect(context);
    return this.#upstream !== undefined;
  }

  *#connect(context: Exchange | undefined): Process<void> {
    const decision = this.#decision;
    const name = this.#chooseCluster();
    decision.clusterName = name;
    const cluster = this.owner.services.clusters.get(name);
    decision.clusterRuntime = cluster;
    if (!cluster) {
      this.#broken = { flags: 'NC', details: '' };
      return;
    }
    const random = this.owner.services.random.loadBalancer;
    const hashes = this.handler.proxy.hashPolicy !== undefined;
    const hash = hashes ? xxHash64(this.request.source.ip) : undefined;
    const attempt = new Attempt(random, hash, cluster.hosts.usable, undefined, 0);
    attempt.outcome = 'connected';
    const host = cluster.pick(attempt, this.request.destination);
    attempt.host = host;
    decision.lastTry = attempt;
    if (!host) {
      this.#broken = { flags: 'UH', details: '' };
      return;
    }
    const { resources } = cluster;
    if (resources.connections >= resources.maxConnections) {
      this.#broken = { flags: 'UO', details: '' };
      return;
    }
    resources.connections++;
    let connection: Connection | ConnectionFailure | undefined;
    try {
      connection = yield* cluster.connect(
        host,
        { application: this.request.application },
        context,
        this.onUpstreamClosed,
        this.#innerHello(),
      );
    } finally {
      if (connection === undefined || isFailure(connection)) resources.connections--;
    }
    if (isFailure(connection)) {
      const detail = transportDetail(connection) ?? '';
      attempt.outcome = `${connection.failure}${detail === '' ? '' : ` (${detail})`}`;
      this.#broken = { flags: 'UF,URX', details: '' };
      return;
    }
    this.#cluster = cluster;
    this.#upstream = connection;
  }

  /**
   * Asks the filters in front of the proxy, once: the client's first bytes have arrived.
   * @param exchange what they came for; while there is nothing yet, nobody is asked
   */
  *mayPass(exchange: Exchange | undefined, hopIndex = exchange?.parentHop ?? 0): Process<boolean> {
    if (this.#judged || !exchange) return this.#refusal === undefined;
    this.#judged = true;
    const downstream = this.#downstream;
    const decision = this.#decision;
    const connection = { facts: undefined, downstream, decision, exchange, hopIndex, metadata: {} };
    for (const guard of this.handler.guards) {
      this.#refusal = yield* guard.judge(connection);
      if (this.#refusal) return false;
    }
    return true;
  }

  /** An HTTP exchange inside the tunnel: the proxy sees bytes only. */
  *exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome> {
    return yield* this.#through(request, context, (upstream, inner) => upstream.exchange(request, inner));
  }

  *transfer(text: string, context: Exchange): Process<{ readonly text: string } | ConnectionFailure> {
    const request = unreadRequest(this.request, text);
    return yield* this.#through<{ readonly text: string }>(
      request,
      context,
      (upstream, inner) => upstream.transfer?.(text, inner) ?? settled({ failure: 'reset' as const }),
    );
  }

  close(): void {
    this.#upstream?.close();
    this.#upstream = undefined;
    if (this.#cluster) this.#cluster.resources.connections--;
    this.#cluster = undefined;
  }

  /** Writes the hop of a tunnel whose client never got further than its handshake. */
  recordBroken(context: Exchange): void {
    const { kernel, node } = this.owner.services;
    const request = unreadRequest(this.request);
    const hop = new ProxyHop(node, this.#downstream, kernel.nowUs, request, context, this.#decision);
    const hopIndex = context.trace.hops.push(hop) - 1;
    this.#end(hop);
    this.owner.hopEnded(context, hopIndex);
  }

  #end(hop: ProxyHop): void {
    const { flags, details } = this.#broken ?? this.#refusal ?? SERVED;
    hop.end(this.owner.services.kernel.nowUs, flags, details);
  }

  *#through<T extends HttpResponse | { readonly text: string }>(
    request: HttpRequest,
    context: Exchange,
    use: (upstream: Connection, inner: Exchange) => Process<T | ConnectionFailure>,
  ): Process<T | ConnectionFailure> {
    const { kernel, node } = this.owner.services;
    const hop = new ProxyHop(node, this.#downstream, kernel.nowUs, request, context, this.#decision);
    const hopIndex = context.trace.hops.push(hop) - 1;
    let goesOn = false;
    const over = (): void => {
      this.#end(hop);
      this.owner.hopEnded(context, hopIndex);
    };
    try {
      const inner = new Exchange(context.trace, hopIndex, context.shadow === true);
      yield* this.connect(inner);
      if (!this.#upstream) return { failure: this.request.hello.protocol === 'tls' ? 'tls' : 'reset' };
      // A client that only listens sends nothing to be judged by.
      const speaks = request.method !== '' || request.body !== '';
      if (speaks && !(yield* this.mayPass(context, hopIndex))) return { failure: 'empty' };
      const answer = yield* use(this.#upstream, inner);
      const received = receivedBytes(request);
      const sent = isFailure(answer) ? 0 : sentBytes(answer);
      hop.passedOn = { received, sent };
      if (isFailure(answer) || 'text' in answer || answer.stream === undefined) return answer;
      goesOn = true;
      const rest = handedOn(answer.stream, () => {
        hop.passedOn = { received, sent: sent + utf8Length(passing.body) };
        over();
      });
      const passing = StreamedResponse.of(answer, rest);
      return passing as HttpResponse as T;
    } finally {
      if (!goesOn) over();
    }
  }

  #chooseCluster(): string {
    const { cluster, weightedClusters } = this.handler.proxy;
    if (cluster !== undefined || !weightedClusters) return cluster ?? '';
    const { clusters } = weightedClusters;
    const total = clusters.reduce((sum, entry) => sum + entry.weight, 0);
    const draw = this.owner.services.random.weightedCluster.below(total);
    const chosen = weightedCluster(clusters, draw);
    if (chosen) this.#decision.weighted = { chosen, draw, total };
    return chosen?.name ?? '';
  }

  /** The client's own TLS, when this proxy does not end it; what was wrapped inside, when it does. */
  #innerHello(): ConnectRequest['hello'] | undefined {
    const { hello } = this.request;
    if (endsTls(this.#decision.chain)) return hello.inner;
    return hello.protocol === 'tls' ? hello : undefined;
  }
}

/** A proxy that passes bytes on counts the request's line and fields among them. */
function receivedBytes(request: HttpRequest): number {
  return request.method === '' ? utf8Length(request.body) : requestBytes(request);
}

function sentBytes(answer: HttpResponse | { readonly text: string }): number {
  return 'text' in answer ? utf8Length(answer.text) : responseBytes(answer);
}
