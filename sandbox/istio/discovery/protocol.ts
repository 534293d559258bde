/** The protocol of a port as Istio names it (pkg/config/protocol). `Unsupported` means "look at the bytes". */
export type Protocol =
  | 'HTTP'
  | 'HTTP2'
  | 'HTTP_PROXY'
  | 'GRPC'
  | 'GRPC-Web'
  | 'HTTPS'
  | 'TCP'
  | 'TLS'
  | 'UDP'
  | 'Mongo'
  | 'Redis'
  | 'MySQL'
  | 'Unsupported';

/** What kind of listener serves a port: HTTP, opaque TCP, or sniffing. */
export type ListenerProtocol = 'HTTP' | 'TCP' | 'AUTO' | 'UDP';

const BY_NAME: Readonly<Record<string, Protocol>> = {
  http: 'HTTP',
  http2: 'HTTP2',
  http_proxy: 'HTTP_PROXY',
  grpc: 'GRPC',
  'grpc-web': 'GRPC-Web',
  https: 'HTTPS',
  tcp: 'TCP',
  tls: 'TLS',
  udp: 'UDP',
  mongo: 'Mongo',
  redis: 'Redis',
  mysql: 'MySQL',
};

const BY_APP_PROTOCOL: Readonly<Record<string, Protocol>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** Ports whose servers speak first: never sniffed unless declared otherwise. */
const SERVER_FIRST_PORTS = new Set([25, 53, 3306, 27017]);

const HTTP_PROTOCOLS = new Set<Protocol>(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-Web']);
const HTTP2_PROTOCOLS = new Set<Protocol>(['HTTP2', 'GRPC', 'GRPC-Web']);
const TCP_PROTOCOLS = new Set<Protocol>(['TCP', 'HTTPS', 'TLS', 'Mongo', 'Redis', 'MySQL']);

/** Reads a protocol as ServiceEntry, Gateway and Sidecar write it, or leave it out; case-insensitive. */
export function parseProtocol(text = ''): Protocol {
  return BY_NAME[text.toLowerCase()] ?? 'Unsupported';
}

/** The protocol of a Kubernetes Service port: transport, `appProtocol`, the name before the first `-`, well-known ports. */
export function kubePortProtocol(port: {
  readonly port: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}): Protocol {
  if (port.protocol === 'UDP') return 'UDP';
  const declared = port.appProtocol ?? port.name ?? '';
  if (port.appProtocol !== undefined) {
    const known = BY_APP_PROTOCOL[port.appProtocol.toLowerCase()];
    if (known !== undefined) return known;
  }
  const parsed = fromName(declared);
  if (parsed !== 'Unsupported') return parsed;
  return SERVER_FIRST_PORTS.has(port.port) ? 'TCP' : 'Unsupported';
}

function fromName(name: string): Protocol {
  const lower = name.toLowerCase();
  if (lower === 'grpc-web' || lower.startsWith('grpc-web-')) return 'GRPC-Web';
  const dash = lower.indexOf('-');
  return parseProtocol(dash < 0 ? lower : lower.slice(0, dash));
}

export function isHttp(protocol: Protocol): boolean {
  return HTTP_PROTOCOLS.has(protocol);
}

export function isHttp2(protocol: Protocol): boolean {
  return HTTP2_PROTOCOLS.has(protocol);
}

export function isHttpOrSniffed(protocol: Protocol): boolean {
  return isHttp(protocol) || protocol === 'Unsupported';
}

export function isTcp(protocol: Protocol): boolean {
  return TCP_PROTOCOLS.has(protocol);
}

export function isTls(protocol: Protocol): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

export function isGrpc(protocol: Protocol): boolean {
  return protocol === 'GRPC' || protocol === 'GRPC-Web';
}

/** What is left of a protocol once TLS was terminated. */
export function afterTlsTermination(protocol: Protocol): Protocol {
  if (protocol === 'HTTPS') return 'HTTP';
  return protocol === 'TLS' ? 'TCP' : protocol;
}

export function listenerProtocol(protocol: Protocol): ListenerProtocol {
  if (isHttp(protocol)) return 'HTTP';
  if (isTcp(protocol)) return 'TCP';
  return protocol === 'UDP' ? 'UDP' : 'AUTO';
}
