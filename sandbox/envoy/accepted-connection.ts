import type { Certificate } from '../lib/x509/index';
import type {
  Connection,
  ConnectionFailure,
  ConnectRequest,
  Handshake,
  Exchange,
  HttpOutcome,
  HttpRequest,
} from '../net/index';
import { settled, type Process } from '../sim/index';
import { sameSettings } from './cluster/same-settings';
import type { ConnectionOwner } from './connection-owner';
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
import { serveHttp } from './http/serve-http';
import { recordRefusal } from './http/refusal';
import type { ListenerStats } from './listener-stats';
import { endsTls } from './match/filter-chain-table';
import { waitsForFirstBytes } from './match/inspection';
import type { Direction } from './match/listener-table';
import { TcpTunnel } from './tcp/tcp-tunnel';

const RESET: ConnectionFailure = { failure: 'reset' };
const SILENCE: ConnectionFailure = { failure: 'timeout' };

/** A connection this proxy accepted. A new configuration applies to its next request, which is the last where the filter chain changed. */
export class AcceptedConnection implements Connection {
  readonly #tunnel: TcpTunnel | undefined;
  #generation: number | undefined;
  #destination: Destination | undefined;
  /** Clients are judged once for each destination: a handshake is not repeated. */
  #away: TurnedAway | undefined;
  #downstream: DownstreamInfo;
  /** Set where the listener that accepted the connection is being replaced. */
  #outdated = false;
  #ended = false;
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
    this.#away = turnedAway(destination, request, owner.services);
    this.#downstream = downstreamOf(direction, request, destination.chain);
    if (destination.handler?.is === 'tcp')
      this.#tunnel = new TcpTunnel(owner, direction, request, destination, destination.handler);
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
  readonly #isLast = (): boolean => {
    if (!this.#ended && (this.#outdated || this.owner.closes(this.direction))) {
      this.#ended = true;
      if (this.#stats) this.#stats.cxDrainClose++;
    }
    return this.#ended;
  };

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

  /**
   * TLS that this proxy does not end reaches the upstream before the client's handshake is over.
   * Answers false when that cannot be had.
   */
  open(): Process<boolean> {
    const tunnel = this.#tunnel;
    const passesTls = this.request.hello.protocol === 'tls' && !endsTls(this.#destination?.chain);
    return tunnel && passesTls ? this.#reach(tunnel) : settled(true);
  }

  *#reach(tunnel: TcpTunnel): Process<boolean> {
    const { context } = this.request;
    const reached = (yield* tunnel.connect(undefined)) && (yield* tunnel.mayPass(context));
    if (!reached && context) tunnel.recordBroken(context);
    return reached;
  }

  exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome> {
    if (this.#tunnel)
      return this.closed ? settled<HttpOutcome>(RESET) : this.#tunnel.exchange(request, context);
    const destination = this.#current();
    if (!destination) return settled(RESET);
    const away = this.#away;
    if (away !== undefined) {
      recordRefusal(this.owner, this.direction, destination, this.request, request, context);
      return settled(away.alert === undefined ? RESET : { ...RESET, detail: `alert ${away.alert}` });
    }
    return destination.handler?.is === 'http'
      ? serveHttp(
          this.owner,
          this.#downstream,
          destination,
          destination.handler,
          request,
          context,
          this.#isLast,
        )
      : settled(RESET);
  }

  *transfer(text: string, context: Exchange): Process<{ readonly text: string } | ConnectionFailure> {
    const destination = this.#destination;
    if (this.closed || !destination) return RESET;
    const { hello, destination: dialled } = this.request;
    const silent = text === '' && hello.protocol === 'raw_buffer';
    if (silent && waitsForFirstBytes(destination.listener, dialled.port)) return SILENCE;
    return this.#tunnel && this.#away === undefined ? yield* this.#tunnel.transfer(text, context) : RESET;
  }

  close(): void {
    this.#tunnel?.close();
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
    this.#outdated ||= !sameSettings(before?.chain, next?.chain);
    this.#destination = generation === undefined ? undefined : (next ?? before);
    this.#away = this.#destination && turnedAway(this.#destination, this.request, this.owner.services);
    this.#downstream = downstreamOf(this.direction, this.request, this.#destination?.chain);
    return this.#destination;
  }
}
