import type { Hop } from '../net/index';

/**
 * What expressions of Telemetries may ask of a request and its connection: Envoy's attributes
 * (https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/attributes).
 */
export function attributesOf(hop: Hop): Readonly<Record<string, unknown>> {
  const { request, response, downstream, decision, details } = hop;
  return {
    request: {
      method: request.method,
      path: request.path,
      url_path: request.path.split('?')[0] ?? '',
      host: request.authority,
      scheme: request.scheme,
      id: request.headers.get('x-request-id') ?? '',
      useragent: request.headers.get('user-agent') ?? '',
      headers: Object.fromEntries(
        request.headers.entries().map(([name, value]) => [name.toLowerCase(), value]),
      ),
    },
    response: {
      code: BigInt(hop.status ?? 0),
      code_details: details,
      headers: Object.fromEntries(response?.headers.entries() ?? []),
    },
    connection: {
      mtls: downstream?.peerIdentity !== undefined,
      requested_server_name: downstream?.serverName ?? '',
      uri_san_peer_certificate: downstream?.peerIdentity ?? '',
    },
    source: { address: downstream?.source.ip ?? '', port: BigInt(downstream?.source.port ?? 0) },
    destination: {
      address: downstream?.destination.ip ?? '',
      port: BigInt(downstream?.destination.port ?? 0),
    },
    upstream: { address: decision?.upstream?.ip ?? '', port: BigInt(decision?.upstream?.port ?? 0) },
    xds: { cluster_name: decision?.cluster ?? '', route_name: decision?.routeName ?? '' },
  };
}
