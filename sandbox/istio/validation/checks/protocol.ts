/** Protocols that Istio knows by name; anything else is detected from the traffic, or refused. */
export type Protocol =
  | 'tcp'
  | 'udp'
  | 'grpc'
  | 'grpc-web'
  | 'http'
  | 'http_proxy'
  | 'http2'
  | 'https'
  | 'tls'
  | 'mongo'
  | 'redis'
  | 'mysql';

const http: readonly Protocol[] = ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'];
const tls: readonly Protocol[] = ['https', 'tls'];
const known: readonly Protocol[] = ['tcp', 'udp', ...http, ...tls, 'mongo', 'redis', 'mysql'];

/** Reads a protocol's name whatever its case; undefined when Istio does not know it. */
export function parseProtocol(text: string): Protocol | undefined {
  const lower = text.toLowerCase();
  return known.find((protocol) => protocol === lower);
}

/** Whether a name (whatever its case) is one of Istio's protocols. */
export function isKnownProtocol(text: string): boolean {
  return parseProtocol(text) !== undefined;
}

export function isHttp(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && http.includes(protocol);
}

export function isTls(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && tls.includes(protocol);
}

/** Protocols carried as opaque TCP, TLS among them. */
export function isTcp(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && !isHttp(protocol) && protocol !== 'udp';
}

/** An empty protocol is fine: it is detected. */
export function protocolProblem(text: string): string | undefined {
  return text === '' || parseProtocol(text) !== undefined ? undefined : `unsupported protocol: ${text}`;
}
