export type TlsVersion = 'TLSv1.2' | 'TLSv1.3';

/** What client and server agreed on when they opened a TLS connection. */
export interface Handshake {
  readonly version: TlsVersion;
  /** The protocol spoken inside; undefined where no offer was taken up. */
  readonly alpn?: string;
  /** The server asked for the client's certificate. */
  readonly asksClient: boolean;
  /** Whom it lets vouch for clients; absent where that is the mesh's own authority. */
  readonly authorities?: readonly string[];
  /** What the server says next instead of serving: the client's certificate is missing or refused. */
  readonly alert?: string;
  /** The proxy (`pod.namespace`) whose identity in the mesh is shown; undefined where a certificate is. */
  readonly proxy?: string;
}
