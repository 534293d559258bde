import type { FilterChain, Listener, NetworkFilter, ProxyConfig } from '../../../sandbox/envoy/config/index';

/** The configuration without the HTTP filters that only Istio's build of Envoy has; they change no answer. */
export function withoutIstioFilters(config: ProxyConfig): ProxyConfig {
  return { ...config, listeners: config.listeners.map(withoutThemInListener) };
}

function withoutThemInListener(listener: Listener): Listener {
  const { filterChains, defaultFilterChain } = listener;
  return {
    ...listener,
    filterChains: filterChains.map(withoutThemInChain),
    ...(defaultFilterChain ? { defaultFilterChain: withoutThemInChain(defaultFilterChain) } : {}),
  };
}

function withoutThemInChain(chain: FilterChain): FilterChain {
  return { ...chain, filters: chain.filters.map(withoutThemInFilter) };
}

function withoutThemInFilter(filter: NetworkFilter): NetworkFilter {
  if (filter.name !== 'envoy.filters.network.http_connection_manager') return filter;
  const httpFilters = filter.typedConfig.httpFilters.filter(({ name }) => !name.startsWith('istio.'));
  return { ...filter, typedConfig: { ...filter.typedConfig, httpFilters } };
}
