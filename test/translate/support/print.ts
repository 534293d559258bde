import type {
  FilterChain,
  ProxyConfig,
  Route,
  RouteAction,
  RouteConfiguration,
  RouteMatch,
} from '../../../sandbox/envoy/config/index';

/** The routes of a configuration, one line per virtual host and route. */
export function printRoutes(config: ProxyConfig, name?: string): string {
  return config.routeConfigurations
    .filter((routes) => name === undefined || routes.name === name)
    .map(printRouteConfiguration)
    .join('\n');
}

function printRouteConfiguration(routes: RouteConfiguration): string {
  const hosts = routes.virtualHosts.flatMap((host) => [
    `  ${host.name}${host.requireTls === 'ALL' ? ' https-only' : ''} [${host.domains.join(' ')}]`,
    ...host.routes.map((route) => `    ${printRoute(route)}`),
  ]);
  return [`routes ${routes.name}`, ...hosts].join('\n');
}

function printRoute(route: Route): string {
  const place = route.origin ? ` @ ${route.origin.name} ${route.origin.path}` : '';
  return `${printMatch(route.match)} => ${printTarget(route)}${place}`;
}

function printMatch(match: RouteMatch): string {
  const path = match.path ?? match.safeRegex?.regex ?? `${match.pathSeparatedPrefix ?? match.prefix ?? ''}*`;
  const conditions = [
    ...(match.headers ?? []).map(
      (header) =>
        `${header.invertMatch ? '!' : ''}${header.name}${header.stringMatch ? `~${JSON.stringify(header.stringMatch)}` : ''}`,
    ),
    ...(match.queryParameters ?? []).map(
      (query) => `?${query.name}${query.stringMatch ? `~${JSON.stringify(query.stringMatch)}` : ''}`,
    ),
  ];
  return [path, ...conditions].join(' ');
}

function printTarget(route: Route): string {
  if (route.redirect) return `redirect ${JSON.stringify(route.redirect)}`;
  if (route.directResponse) return `respond ${String(route.directResponse.status)}`;
  return route.route ? printAction(route.route) : 'nothing';
}

function printAction(action: RouteAction): string {
  if (action.cluster !== undefined) return action.cluster;
  return (action.weightedClusters?.clusters ?? [])
    .map((cluster) => `${String(cluster.weight)}% ${cluster.name}`)
    .join(', ');
}

/** The listeners of a configuration, one line per filter chain. */
export function printListeners(config: ProxyConfig): string {
  return config.listeners
    .flatMap((listener) => [
      `listener ${listener.name}`,
      ...listener.filterChains.map((chain) => `  ${printChain(chain)}`),
      ...(listener.defaultFilterChain ? [`  else ${printChain(listener.defaultFilterChain)}`] : []),
    ])
    .join('\n');
}

function printChain(chain: FilterChain): string {
  const match = chain.filterChainMatch ?? {};
  const conditions = [
    ...(match.destinationPort === undefined ? [] : [`port ${String(match.destinationPort)}`]),
    ...(match.prefixRanges ?? []).map((range) => `to ${range.addressPrefix}/${String(range.prefixLen)}`),
    ...(match.serverNames ? [`sni ${match.serverNames.join(' ')}`] : []),
    ...(match.transportProtocol ? [match.transportProtocol] : []),
    ...(match.applicationProtocols ? [`alpn ${match.applicationProtocols.join(' ')}`] : []),
  ];
  const tls = chain.transportSocket?.typedConfig?.requireClientCertificate;
  const terminates = chain.transportSocket ? (tls ? ' mtls' : ' tls') : '';
  return `${conditions.join(', ') || 'any'}:${terminates} ${chain.filters.map(printFilter).join(' ')}`;
}

function printFilter(filter: FilterChain['filters'][number]): string {
  if (filter.name === 'envoy.filters.network.tcp_proxy') {
    const { cluster, weightedClusters } = filter.typedConfig;
    return `tcp ${cluster ?? (weightedClusters?.clusters ?? []).map(({ name, weight }) => `${String(weight)}% ${name}`).join(', ')}`;
  }
  if (filter.name !== 'envoy.filters.network.http_connection_manager') return filter.name;
  const { rds, routeConfig } = filter.typedConfig;
  return `http ${rds?.routeConfigName ?? routeConfig?.name ?? ''}`;
}
