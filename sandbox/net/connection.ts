import type { Certificate } from '../lib/x509/index';
import type { Process } from '../sim/index';
import type { SocketAddress } from './address';
import type { Application } from './application';
import type { Handshake, TlsVersion } from './handshake';
import type { HttpRequest } from './http';
import type { ConnectionFailure, HttpOutcome } from './outcome';
import type { RequestTrace } from './trace';

/** What the first bytes of a connection say: plaintext, or a TLS ClientHello. */
export interface TransportHello {
  readonly protocol: 'raw_buffer' | 'tls';
  /** SNI, TLS only. */
  readonly serverName?: string;
  /** ALPN offers, TLS only: `istio-http/1.1`, `istio`, `h2`, `http/1.1`. */
  readonly alpn?: readonly string[];
  /** TLS versions that the client speaks; undefined = all. */
  readonly versions?: readonly TlsVersion[];
  /** The SPIFFE id in the certificate that the client presents, if any. */
  readonly clientIdentity?: string;
  /** The certificates that a client of no mesh presents, its own first. */
  readonly clientChain?: readonly Certificate[];
  /** What the stream inside the TLS connection starts with, when a proxy wraps a client's own TLS. */
  readonly inner?: TransportHello;
}

/** How a connection is opened. */
export interface ConnectRequest {
  readonly source: SocketAddress;
  /** Where the client dialled, before any translation. */
  readonly destination: SocketAddress;
  readonly hello: TransportHello;
  /** `tcp` carries text both ways, the others carry requests. */
  readonly application: Application;
  /** The exchange it is opened for, when there is one: a proxy that turns the connection away records that there. */
  readonly context?: Exchange;
  /** Told when the other side ends the connection, between two exchanges or in the middle of one. */
  readonly onClosed?: (() => void) | undefined;
}

/** What travels with a request but not on the wire: the trace being recorded and who asked. */
export class Exchange {
  /**
   * @param parentHop index of the hop that sent this request in the trace; undefined at the origin
   * @param shadow a mirrored copy: nobody waits for its answer
   */
  constructor(
    readonly trace: RequestTrace,
    readonly parentHop?: number,
    readonly shadow?: boolean,
  ) {}
}

/** An accepted connection. One exchange at a time for HTTP/1.1. */
export interface Connection {
  /** SPIFFE id of the server's certificate, for TLS. */
  readonly serverIdentity?: string;
  /** The certificates that the server shows, its own first; only where what they say counts. */
  readonly serverChain?: readonly Certificate[] | undefined;
  /** What was agreed on, for TLS. */
  readonly handshake?: Handshake | undefined;
  /** True once the other side has gone: a pool does not use it again. */
  readonly closed?: boolean;
  exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome>;
  /** TCP: sends text and answers what came back until the other side closed. */
  transfer?(text: string, context: Exchange): Process<{ readonly text: string } | ConnectionFailure>;
  close(): void;
}

/** Anything that can be dialled: a pod's network, a ClusterIP, the outside world. */
export interface Dialer {
  connect(request: ConnectRequest): Process<Connection | ConnectionFailure>;
}
