import type { Listener } from '../../../envoy/config/index';

/** The route configurations that listeners fetch by name, each once. */
export function fetchedRouteNames(listeners: readonly Listener[]): string[] {
  const names = new Set<string>();
  for (const listener of listeners) {
    const chains = listener.defaultFilterChain
      ? [...listener.filterChains, listener.defaultFilterChain]
      : listener.filterChains;
    for (const chain of chains) {
      for (const filter of chain.filters) {
        if (filter.name !== 'envoy.filters.network.http_connection_manager') continue;
        const name = filter.typedConfig.rds?.routeConfigName;
        if (name !== undefined) names.add(name);
      }
    }
  }
  return [...names];
}
