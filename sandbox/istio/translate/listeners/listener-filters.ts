import type { FilterChain, ListenerFilter, ListenerFilterPredicate } from '../../../envoy/config/index';
import { PLAINTEXT_HTTP10_ALPNS } from '../filter-chains/chain';

/** The inspectors an inbound listener needs, each switched off on ports that do not need it: server-first protocols would hang. */
export function inboundListenerFilters(
  chains: readonly FilterChain[],
  originalDestination: boolean,
): ListenerFilter[] {
  const tls = new Map<number, boolean>();
  const http = new Map<number, boolean>();
  for (const { filterChainMatch: match } of chains) {
    const port = match?.destinationPort ?? 0;
    const sniffsHttp =
      match?.applicationProtocols?.some((alpn) => PLAINTEXT_HTTP10_ALPNS.includes(alpn)) ?? false;
    tls.set(port, (tls.get(port) ?? false) || match?.transportProtocol === 'tls');
    http.set(port, (http.get(port) ?? false) || sniffsHttp);
  }
  return [
    ...(originalDestination ? [{ name: 'envoy.filters.listener.original_dst' } as const] : []),
    ...inspector('envoy.filters.listener.tls_inspector', tls),
    ...inspector('envoy.filters.listener.http_inspector', http),
  ];
}

/**
 * Port 0 stands for all ports without chains of their own. HTTP is looked for at them even where none of their chains
 * asks for it.
 */
function inspector(name: ListenerFilter['name'], needed: ReadonlyMap<number, boolean>): ListenerFilter[] {
  const ports = [...needed.entries()].sort(([a], [b]) => a - b);
  if (!ports.some(([, needs]) => needs)) return [];
  const isTls = name === 'envoy.filters.listener.tls_inspector';
  if (isTls && needed.get(0) === false) {
    const enabled = ports.filter(([, needs]) => needs).map(([port]) => port);
    return [{ name, filterDisabled: { notMatch: anyPort(enabled) } }];
  }
  const disabled = ports.filter(([, needs]) => !needs).map(([port]) => port);
  return [disabled.length === 0 ? { name } : { name, filterDisabled: anyPort(disabled) }];
}

function anyPort(ports: readonly number[]): ListenerFilterPredicate {
  const rules = ports.map((port) => ({
    destinationPortRange: { ...(port === 0 ? {} : { start: port }), end: port + 1 },
  }));
  const [only] = rules;
  return rules.length === 1 && only ? only : { orMatch: { rules } };
}
