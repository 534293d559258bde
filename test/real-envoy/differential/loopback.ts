import type { FilterChain, Listener, ProxyConfig } from '../../../sandbox/envoy/config/index';
import { resourcesOf, type Message, type Resources } from '../bootstrap/bootstrap';
import { withoutIstioFilters } from '../bootstrap/istio-filters';

/**
 * A generated configuration as both sides get it: without Istio's own filters, and without filter chains that end TLS
 * (their certificates come from a server that is not there).
 */
export function judged(config: ProxyConfig): ProxyConfig {
  const { listeners, ...rest } = withoutIstioFilters(config);
  const isPlain = ({ transportSocket, filterChainMatch }: FilterChain): boolean =>
    transportSocket === undefined && filterChainMatch?.transportProtocol !== 'tls';
  const plain = listeners
    .map((one) => ({ ...one, filterChains: one.filterChains.filter(isPlain) }))
    .filter(({ filterChains, defaultFilterChain }) => filterChains.length > 0 || defaultFilterChain);
  return { ...rest, listeners: plain };
}

/** Which listener of a proxy has a socket of its own; the others are handed connections by it. */
export type BoundPorts = ReadonlyMap<string, number>;

/**
 * A proxy's resources for a real Envoy on loopback: sockets on ports of our own; the PROXY protocol says what the
 * kernel's redirection would have said; clusters get a prefix, so that several proxies fit into one process.
 */
export function onLoopback(
  config: ProxyConfig,
  prefix: string,
  ports: BoundPorts,
  logFile: string,
): Resources {
  const clusters = new Set(config.clusters.map(({ name }) => name));
  const renamed = JSON.parse(
    JSON.stringify(config, (key, value: unknown) =>
      typeof value === 'string' && key !== 'statPrefix' && clusters.has(value) ? `${prefix}~${value}` : value,
    ),
  ) as ProxyConfig;
  const resources = resourcesOf(renamed);
  return {
    clusters: resources.clusters,
    listeners: resources.listeners.map((listener, index) =>
      bound(withAccessLog(listener, logFile) as Message, config.listeners[index], prefix, ports),
    ),
  };
}

function bound(message: Message, listener: Listener | undefined, prefix: string, ports: BoundPorts): Message {
  const name = listener?.name ?? '';
  const port = ports.get(name);
  const named = { ...message, name: `${prefix}~${name}` };
  if (port === undefined) return { ...named, bindToPort: false };
  const filters = (message['listenerFilters'] as readonly Message[] | undefined) ?? [];
  const kept = filters.filter((filter) => filter['name'] !== 'envoy.filters.listener.original_dst');
  return {
    ...named,
    address: { socketAddress: { address: '127.0.0.1', portValue: port } },
    bindToPort: true,
    listenerFilters: [proxyProtocol, ...kept],
  };
}

const proxyProtocol = {
  name: 'envoy.filters.listener.proxy_protocol',
  typedConfig: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
  },
};

/** Everything that serves writes what it decided to a file; connection managers name operations as Istio's tracing makes it. */
function withAccessLog(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withAccessLog(one, path));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withAccessLog(one, path)]),
  );
  if (String(fields['@type']).endsWith('.tcp_proxy.v3.TcpProxy'))
    return { ...fields, accessLog: [accessLog(path)] };
  return 'httpFilters' in fields
    ? { ...fields, accessLog: [accessLog(path)], tracing: { randomSampling: { value: 0 } } }
    : fields;
}

function accessLog(path: string): Message {
  return {
    name: 'envoy.access_loggers.file',
    typedConfig: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
      path,
      logFormat: {
        jsonFormat: {
          case: '%REQ(X-CASE)%',
          flags: '%RESPONSE_FLAGS%',
          details: '%RESPONSE_CODE_DETAILS%',
          route: '%ROUTE_NAME%',
          cluster: '%UPSTREAM_CLUSTER_RAW%',
          host: '%UPSTREAM_HOST%',
          port: '%DOWNSTREAM_REMOTE_PORT%',
        },
      },
    },
  };
}
