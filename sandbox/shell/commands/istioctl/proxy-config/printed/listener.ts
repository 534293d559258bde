import type { FilterChain, Listener, RouteConfiguration } from '../../../../../envoy/config/index';
import { printedNetworkFilter, typedDeep } from './filter';
import { message, typed } from './message';
import { printedServerSocket } from './transport-socket';

const LISTENER_FILTER = 'envoy.extensions.filters.listener';
const listenerFilterTypes: Readonly<Record<string, string>> = {
  'envoy.filters.listener.original_dst': `${LISTENER_FILTER}.original_dst.v3.OriginalDst`,
  'envoy.filters.listener.tls_inspector': `${LISTENER_FILTER}.tls_inspector.v3.TlsInspector`,
  'envoy.filters.listener.http_inspector': `${LISTENER_FILTER}.http_inspector.v3.HttpInspector`,
  'envoy.filters.listener.proxy_protocol': `${LISTENER_FILTER}.proxy_protocol.v3.ProxyProtocol`,
};

/**
 * A listener as Envoy's dump has it.
 * @param inline routes to write into the listener by their name; the others are fetched
 */
export function printedListener(
  listener: Listener,
  inline?: ReadonlyMap<string, RouteConfiguration>,
): Readonly<Record<string, unknown>> {
  const {
    name,
    address,
    additionalAddresses,
    trafficDirection,
    bindToPort,
    useOriginalDst,
    defaultFilterChain,
  } = listener;
  return message({
    name,
    address,
    filterChains: listener.filterChains.map((chain) => printedChain(chain, inline)),
    useOriginalDst,
    defaultFilterChain: defaultFilterChain && printedChain(defaultFilterChain, inline),
    bindToPort,
    transparent: listener.transparent,
    connectionBalanceConfig: listener.connectionBalanceConfig,
    listenerFilters: listener.listenerFilters?.map((filter) => ({
      ...filter,
      typedConfig: typed(listenerFilterTypes[filter.name] ?? filter.name),
    })),
    trafficDirection,
    accessLog: typedDeep(listener.accessLog),
    additionalAddresses,
  });
}

function printedChain(
  { name, filterChainMatch, transportSocket, transportSocketConnectTimeout, filters, metadata }: FilterChain,
  inline: ReadonlyMap<string, RouteConfiguration> | undefined,
): Readonly<Record<string, unknown>> {
  return message({
    filterChainMatch,
    filters: filters.map((filter) => printedNetworkFilter(filter, inline)),
    metadata,
    transportSocket: transportSocket && printedServerSocket(transportSocket),
    transportSocketConnectTimeout,
    name,
  });
}
