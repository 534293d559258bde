import type { Certificate } from '../lib/x509/index';
import {
  mortal,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Handshake,
  type Exchange,
  type HttpOutcome,
  type HttpRequest,
} from '../net/index';
import { Lifeline, settled, type Process } from '../sim/index';
import type { ConnectionOwner, StandingConnection } from './connection-owner';
import type { Destination } from './destination';
import {
  agreedVersion,
  handshakeOf,
  showsOwnIdentity,
  shownChain,
  turnedAway,
  type TurnedAway,
} from './downstream-tls';
import { downstreamOf, type DownstreamInfo } from './http/downstream';
import type { DownstreamStats } from './http/downstream-stats';
import { serveHttp, type ServedConnection } from './http/serve-http';
import { recordRefusal } from './http/refusal';
import type { ListenerUpdate, Place } from './listener-update';
import type { ListenerStats } from './listener-stats';
import { endsTls } from './match/filter-chain-table';
import { waitsForFirstBytes } from './match/inspection';
import type { Direction } from './match/listener-table';
import { TcpTunnel } from './tcp/tcp-tunnel';

const RESET: ConnectionFailure = { failure: 'reset' };
/** What is seen of a connection that is cut. */
const EMPTY: ConnectionFailure = { failure: 'empty' };
const SILENCE: ConnectionFailure = { failure: 'timeout' };

/**
 * A connection this proxy accepted. A new configuration applies to its next request, which is the last where the filter
 * chain changed; when the drain time is over the proxy ends it, whatever is under way.
 */
export class AcceptedConnection implements Connection, ServedConnection, StandingConnection {
  older: StandingConnection | undefined;
  newer: StandingConnection | undefined;
  readonly #tunnel: TcpTunnel | undefined;
  readonly #life = new Lifeline();
  #place: Place;
  #generation: number | undefined;
  #destination: Destination | undefined;
  /** Clients are judged once for each destination: a handshake is not repeated. */
  #away: TurnedAway | undefined;
  #downstream: DownstreamInfo;
  /** Set where the listener that accepted the connection is being replaced. */
  #outdated = false;
  #ended = false;
  #localCloseReason: string | undefined;
  /** Where the connection is counted while it stands. */
  #stats: DownstreamStats | undefined;
  #listenerStats: ListenerStats | undefined;

  constructor(
    private readonly owner: ConnectionOwner,
    private readonly direction: Direction,
    private readonly request: ConnectRequest,
    destination: Destination,
  ) {
    this.#generation = owner.generation;
    this.#destination = destination;
    this.#place = destination;
    this.#away = turnedAway(destination, request, owner.services);
    this.#downstream = downstreamOf(direction, request, destination.chain);
    if (destination.handler?.is === 'tcp')
      this.#tunnel = new TcpTunnel(owner, direction, request, destination, destination.handler, () => {
        this.end();
      });
    if (destination.handler?.is === 'http') {
      this.#stats = destination.handler.manager.stats;
      this.#stats.opened(request);
    }
    this.#count(destination);
  }

  /** A connection that no filter chain is for is closed before it counts as one. */
  #count({ chain, stats }: Destination): void {
    if (!chain) {
      stats.noFilterChainMatch++;
      return;
    }
    stats.cxTotal++;
    this.#listenerStats = stats;
    const { hello } = this.request;
    if (hello.protocol !== 'tls' || !endsTls(chain)) return;
    if (this.#away) stats.handshakeFailed(this.#away.alert);
    else
      stats.shookHands(
        agreedVersion(chain, hello) ?? 'TLSv1.3',
        (hello.clientIdentity ?? hello.clientChain) !== undefined,
      );
  }

  get closed(): boolean {
    return this.#ended || this.owner.generation === undefined;
  }

  /** A connection on its way out ends with its next answer. */
  isLast(): boolean {
    if (!this.#ended && (this.#outdated || this.owner.closes(this.direction))) {
      this.#ended = true;
      if (this.#stats) this.#stats.cxDrainClose++;
    }
    return this.#ended;
  }

  get localCloseReason(): string | undefined {
    return this.#localCloseReason;
  }

  listenersChanged(update: ListenerUpdate): string | undefined {
    if (this.#outdated) return undefined;
    const fate = update.fateOf(this.#place);
    if ('now' in fate) {
      this.#place = fate.now;
      return undefined;
    }
    this.#outdated = true;
    return fate.closes;
  }

  end(reason?: string): void {
    this.#ended = true;
    this.#localCloseReason = reason;
    this.#life.sever();
    this.close();
    this.request.onClosed?.();
  }

  /** The identity this proxy shows, or of whom it tunnels to. */
  get serverIdentity(): string | undefined {
    if (this.#tunnel && !endsTls(this.#destination?.chain)) return this.#tunnel.serverIdentity;
    return this.request.hello.protocol === 'tls' && showsOwnIdentity(this.#destination?.chain)
      ? this.owner.services.node.identity
      : undefined;
  }

  get serverChain(): readonly Certificate[] | undefined {
    const chain = this.#destination?.chain;
    if (this.#tunnel && !endsTls(chain)) return this.#tunnel.serverChain;
    if (this.request.hello.protocol !== 'tls' || !endsTls(chain)) return undefined;
    return shownChain(chain, this.owner.services);
  }

  get handshake(): Handshake | undefined {
    const destination = this.#destination;
    if (this.#tunnel && !endsTls(destination?.chain)) return this.#tunnel.handshake;
    if (this.request.hello.protocol !== 'tls' || !destination) return undefined;
    return handshakeOf(destination, this.request, this.#away, this.owner.services);
  }

  /** False for TLS that this proxy does not end: it reaches the upstream before the client's handshake is over. */
  get opensAtOnce(): boolean {
    const { protocol } = this.request.hello;
    return this.#tunnel === undefined || protocol !== 'tls' || endsTls(this.#destination?.chain);
  }

  /** Reaches the upstream that takes part in the handshake. Answers false when that cannot be had. */
  *open(): Process<boolean> {
    const tunnel = this.#tunnel;
    if (tunnel === undefined) return true;
    const { context } = this.request;
    const reached = (yield* tunnel.connect(undefined)) && (yield* tunnel.mayPass(context));
    if (!reached && context) tunnel.recordBroken(context);
    return reached;
  }

  exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome> {
    if (this.#tunnel)
      return this.closed ? settled<HttpOutcome>(RESET) : this.#bound(this.#tunnel.exchange(request, context));
    const destination = this.#current();
    if (!destination) return settled(RESET);
    const away = this.#away;
    if (away !== undefined) {
      recordRefusal(this.owner, this.direction, destination, this.request, request, context);
      return settled(away.alert === undefined ? RESET : { ...RESET, detail: `alert ${away.alert}` });
    }
    return destination.handler?.is === 'http'
      ? this.#bound(
          serveHttp(this.owner, this.#downstream, destination, destination.handler, request, context, this),
        )
      : settled(RESET);
  }

  /** What is under way ends with the connection. */
  #bound(process: Process<HttpOutcome>): Process<HttpOutcome> {
    return this.#life.bind<HttpOutcome>(process, EMPTY, mortal);
  }

  *transfer(text: string, context: Exchange): Process<{ readonly text: string } | ConnectionFailure> {
    const destination = this.#destination;
    if (this.closed || !destination) return RESET;
    const { hello, destination: dialled } = this.request;
    const silent = text === '' && hello.protocol === 'raw_buffer';
    if (silent && waitsForFirstBytes(destination.listener, dialled.port)) return SILENCE;
    if (!this.#tunnel || this.#away !== undefined) return RESET;
    return yield* this.#life.bind(this.#tunnel.transfer(text, context), EMPTY);
  }

  close(): void {
    this.#tunnel?.close();
    this.owner.connectionClosed(this);
    if (this.#stats) this.#stats.cxDestroy++;
    this.#stats = undefined;
    if (this.#listenerStats) this.#listenerStats.cxDestroy++;
    this.#listenerStats = undefined;
  }

  /** A changed filter chain is drained, and so is a listener that is gone: it serves on until that has been said. */
  #current(): Destination | undefined {
    const { generation } = this.owner;
    if (generation === this.#generation) return this.#destination;
    this.#generation = generation;
    const before = this.#destination;
    const next = generation === undefined ? undefined : this.owner.destination(this.direction, this.request);
    this.#destination = generation === undefined ? undefined : (next ?? before);
    this.#away = this.#destination && turnedAway(this.#destination, this.request, this.owner.services);
    this.#downstream = downstreamOf(this.direction, this.request, this.#destination?.chain);
    return this.#destination;
  }
}
