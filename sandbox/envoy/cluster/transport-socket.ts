import type { TransportHello } from '../../net/index';
import type { Cluster, TransportSocket, LbEndpoint } from '../config/index';
import type { ProxyContext } from '../proxy-context';

const RAW_BUFFER: TransportHello = { protocol: 'raw_buffer' };

/** ALPN offers of mesh connections that carry HTTP; the istio.alpn filter puts them in place of the cluster's own. */
const MESH_HTTP_ALPN = {
  'http/1.1': ['istio-http/1.1', 'istio', 'http/1.1'],
  h2: ['istio-h2', 'istio', 'h2'],
  tcp: undefined,
  'http/1.0': undefined,
} as const;

/** The transport socket for an endpoint: the first whose labels its metadata has, else the cluster's own. */
export function transportSocketFor(
  cluster: Cluster,
  metadata: Readonly<Record<string, unknown>>,
): TransportSocket | undefined {
  const match = cluster.transportSocketMatches?.find((candidate) =>
    Object.entries(candidate.match).every(([key, value]) => metadata[key] === value),
  );
  return match ? match.transportSocket : cluster.transportSocket;
}

/** Names the TLS mode for explanations: `mTLS`, `TLS`, `plaintext`. */
export function describeSocket(socket: TransportSocket | undefined): string {
  if (socket?.name !== 'envoy.transport_sockets.tls') return 'plaintext';
  return presentsCertificate(socket) ? 'mTLS' : 'TLS';
}

/** The first bytes this proxy sends on an upstream connection. */
export function upstreamHello(
  socket: TransportSocket | undefined,
  proxy: Pick<ProxyContext, 'node' | 'credential'>,
  application: keyof typeof MESH_HTTP_ALPN,
  authorityHost: string | undefined,
): TransportHello {
  if (socket?.name !== 'envoy.transport_sockets.tls') return RAW_BUFFER;
  const tls = socket.typedConfig;
  const own = tls?.commonTlsContext?.alpnProtocols;
  const alpn = own?.includes('istio') === true ? (MESH_HTTP_ALPN[application] ?? own) : own;
  const serverName = tls?.sni ?? authorityHost;
  return {
    protocol: 'tls',
    ...(serverName === undefined ? {} : { serverName }),
    ...(alpn ? { alpn } : {}),
    ...ownCertificate(socket, proxy),
  };
}

/** What the proxy shows of itself: a credential's chain, else the identity it has in the mesh. */
function ownCertificate(
  socket: TransportSocket,
  { node, credential }: Pick<ProxyContext, 'node' | 'credential'>,
): Pick<TransportHello, 'clientIdentity' | 'clientChain'> {
  const [own] = socket.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [];
  if (own === undefined) return {};
  const held = credential(own.name);
  return held === undefined ? { clientIdentity: node.identity } : { clientChain: held.certificates };
}

function presentsCertificate(socket: TransportSocket): boolean {
  return (socket.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs?.length ?? 0) > 0;
}

const NO_LABELS: Readonly<Record<string, unknown>> = {};

/** What of an endpoint's metadata chooses its transport socket. */
export function socketLabels({ metadata }: Pick<LbEndpoint, 'metadata'>): Readonly<Record<string, unknown>> {
  return metadata?.filterMetadata['envoy.transport_socket_match'] ?? NO_LABELS;
}
