import { Environment } from '@marcbachmann/cel-js';
import { memo } from '../../lib/memo';
import type { Hop } from '../../net/index';

const environment = new Environment({ unlistedVariablesAreDyn: true });

type Program = (attributes: Readonly<Record<string, unknown>>) => unknown;

/** An expression that cannot be read is one that holds for nothing. */
const programOf = memo(100, (expression): Program => {
  try {
    return environment.parse(expression);
  } catch {
    return () => false;
  }
});

/**
 * Whether a filter's CEL expression holds for a hop: the attributes of requests, responses and connections
 * (https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/attributes). A missing attribute is an
 * error, and what ends in one is not logged.
 */
export function passesFilter(expression: string, hop: Hop): boolean {
  try {
    return programOf(expression)(attributesOf(hop)) === true;
  } catch {
    return false;
  }
}

function attributesOf(hop: Hop): Readonly<Record<string, unknown>> {
  const { request, response, downstream, decision, flags, details } = hop;
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
    flags,
  };
}
