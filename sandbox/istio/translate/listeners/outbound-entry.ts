import type { FilterChain, Listener } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import { isHttp, isTcp, type Protocol } from '../../discovery/index';
import { additionalAddresses, toAddress } from '../proxy/addresses';
import type { Context } from '../context';
import { conflictsWith, matchesAll, toFilterChain, type Chain } from '../filter-chains/chain';
import { outboundPolicyOrigin } from '../route-configurations/catch-all';
import { outboundBalance } from './connection-balance';
import { catchAllFilters } from './virtual-outbound';

/** An outbound listener while services still add to it. */
export interface OutboundEntry {
  readonly bind: string;
  /** Where it listens beside `bind`. */
  readonly moreBinds: readonly string[];
  readonly port: number;
  /** A real socket, not only a target of redirection. */
  readonly bindToPort: boolean;
  readonly origin: Origin;
  chains: readonly Chain[];
  protocol: Protocol;
  /** Claimed by a Sidecar egress listener with a port: services may no longer join. */
  locked: boolean;
}

/** What to add for one service. */
export interface OutboundAddition {
  readonly bind: string;
  readonly moreBinds: readonly string[];
  readonly port: number;
  readonly bindToPort: boolean;
  readonly origin: Origin;
  readonly protocol: Protocol;
  readonly chains: readonly Chain[];
}

/** Adds a service's chains to the listener on its address; mixed HTTP and TCP make it sniff. */
export function addOutbound(entries: Map<string, OutboundEntry>, addition: OutboundAddition): void {
  const key = `${addition.bind}_${String(addition.port)}`;
  const current = entries.get(key);
  const incoming = addition.protocol;
  if (current === undefined) {
    entries.set(key, { ...addition, locked: false });
    return;
  }
  if (current.locked || refusesCompany(incoming, current.protocol)) return;
  if (incoming === 'Unsupported' && isHttp(current.protocol)) {
    entries.set(key, { ...addition, locked: false });
    return;
  }
  merge(current, addition.chains);
  if (isTcp(incoming) !== isTcp(current.protocol)) current.protocol = 'Unsupported';
}

/** Server-first protocols share a port with nothing else: sniffing would break them. */
function refusesCompany(incoming: Protocol, existing: Protocol): boolean {
  const serverFirst = [incoming, existing].some((protocol) => protocol === 'Mongo' || protocol === 'MySQL');
  return serverFirst && incoming !== existing;
}

function merge(current: OutboundEntry, incoming: readonly Chain[]): void {
  const merged = [...current.chains];
  for (const chain of incoming) {
    if (!merged.some((existing) => conflictsWith(existing, chain))) merged.push(chain);
  }
  current.chains = merged;
}

/** Writes the listener down; the chain that matches everything becomes the default one, else the catch-all does. */
export function finishOutbound(context: Context, entry: OutboundEntry): Listener {
  const toChain = (chain: Chain): FilterChain => toFilterChain(context, chain);
  const fallback = entry.chains.findLast((chain) => matchesAll(chain));
  const specific = entry.chains.filter((chain) => !matchesAll(chain)).map(toChain);
  const needsTls = entry.chains.some((chain) => chain.sniHosts?.length);
  const needsHttp = entry.chains.some((chain) => chain.applicationProtocols?.length);
  const isPlain = fallback !== undefined && specific.length === 0;
  return {
    name: `${entry.bind}_${String(entry.port)}`,
    address: toAddress(entry.bind, entry.port),
    ...additionalAddresses(entry.moreBinds, entry.port),
    trafficDirection: 'OUTBOUND',
    listenerFilters: [
      ...(needsTls ? [{ name: 'envoy.filters.listener.tls_inspector' } as const] : []),
      ...(needsHttp ? [{ name: 'envoy.filters.listener.http_inspector' } as const] : []),
    ],
    ...(entry.bindToPort ? {} : { bindToPort: false }),
    ...outboundBalance(context),
    origin: entry.origin,
    ...(isPlain
      ? { filterChains: [toChain(fallback)] }
      : {
          filterChains: specific,
          defaultFilterChain: fallback ? toChain(fallback) : passthrough(context),
        }),
  };
}

function passthrough(context: Context): FilterChain {
  return {
    name: 'PassthroughFilterChain',
    filters: catchAllFilters(context),
    origin: outboundPolicyOrigin(context),
  };
}
