import type { TransportHello } from '../../net/index';
import type { Cluster, TransportSocket } from '../config/index';
import type { ProxyNode } from '../proxy';

const RAW_BUFFER: TransportHello = { protocol: 'raw_buffer' };

/** ALPN offers of mesh connections that carry HTTP; the istio.alpn filter puts them in place of the cluster's own. */
const MESH_HTTP_ALPN = {
  'http/1.1': ['istio-http/1.1', 'istio', 'http/1.1'],
  h2: ['istio-h2', 'istio', 'h2'],
  tcp: undefined,
} as const;

/** The transport socket for an endpoint: the first whose labels its metadata has, else the cluster's own. */
export function transportSocketFor(
  cluster: Cluster,
  metadata: Readonly<Record<string, string>>,
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
  node: ProxyNode,
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
    ...(presentsCertificate(socket) ? { clientIdentity: node.identity } : {}),
  };
}

/** Why a server's certificate is refused, as Envoy's TLS socket says it; undefined when it is accepted. */
export function certificateProblem(
  socket: TransportSocket | undefined,
  serverIdentity: string | undefined,
): string | undefined {
  const context = socket?.typedConfig?.commonTlsContext;
  const anchors = context?.validationContextSdsSecretConfig?.name;
  if (anchors === undefined || serverIdentity === undefined) return undefined;
  const fromMesh = serverIdentity.startsWith('spiffe://');
  if (fromMesh !== (anchors === MESH_ROOT)) return refused(UNKNOWN_ISSUER);
  const accepted = context?.matchSubjectAltNames ?? [];
  const named = accepted.length === 0 || accepted.some(({ exact }) => exact === serverIdentity);
  return named ? undefined : refused('SAN_matcher');
}

/** The trust anchors every workload certificate is checked against. */
const MESH_ROOT = 'ROOTCA';
const UNKNOWN_ISSUER =
  'X509_verify_cert:_certificate_verification_error_at_depth_1:_self_signed_certificate_in_certificate_chain';

function refused(why: string): string {
  return `TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_${why}:TLS_error_end`;
}

function presentsCertificate(socket: TransportSocket): boolean {
  return (socket.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs?.length ?? 0) > 0;
}
