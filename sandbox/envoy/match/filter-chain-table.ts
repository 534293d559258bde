import type { SingleReason, Subject } from '../../net/index';
import type { FilterChain, FilterChainMatch, Listener } from '../config/index';
import { inRange } from './cidr';
import type { ConnectionFacts } from './inspection';

/** How specifically a chain meets one criterion: 0 = does not ask, higher = more specific, undefined = not met. */
type Rank = number | undefined;

interface Criterion {
  readonly name: Subject['is'];
  readonly rank: (match: FilterChainMatch, facts: ConnectionFacts) => Rank;
  /** What the chain asks for, for explanations. */
  readonly asks: (match: FilterChainMatch) => string;
}

/**
 * Envoy's criteria in its order. At each one only the most specific chains stay, and there is no way back: where any
 * chain names the port, chains without a port do not count
 * (source/common/listener_manager/filter_chain_manager_impl.cc, findFilterChain).
 */
const criteria: readonly Criterion[] = [
  {
    name: 'destination IP',
    rank: (match, facts) => {
      if (!match.prefixRanges || match.prefixRanges.length === 0) return 0;
      const lengths = match.prefixRanges
        .filter((range) => inRange(facts.ip, range))
        .map((range) => range.prefixLen);
      return lengths.length === 0 ? undefined : 1 + Math.max(...lengths);
    },
    asks: (match) =>
      (match.prefixRanges ?? [])
        .map((range) => `${range.addressPrefix}/${String(range.prefixLen)}`)
        .join(', '),
  },
  {
    name: 'server name',
    rank: (match, facts) => bestOf(match.serverNames, (name) => serverNameRank(name, facts.serverName)),
    asks: (match) => (match.serverNames ?? []).join(', '),
  },
  {
    name: 'transport protocol',
    rank: (match, facts) =>
      match.transportProtocol === undefined
        ? 0
        : match.transportProtocol === facts.transportProtocol
          ? 1
          : undefined,
    asks: (match) => match.transportProtocol ?? '',
  },
  {
    name: 'application protocol',
    rank: (match, facts) =>
      bestOf(match.applicationProtocols, (name) => {
        const offered = facts.applicationProtocols.indexOf(name);
        return offered < 0 ? undefined : 1000 - offered;
      }),
    asks: (match) => (match.applicationProtocols ?? []).join(', '),
  },
];

/** The filter chain for a connection: the most specific one, else the listener's default; undefined when none. */
export function findFilterChain(listener: Listener, facts: ConnectionFacts): FilterChain | undefined {
  const [only] = listener.filterChains;
  if (only && listener.filterChains.length === 1 && only.filterChainMatch === undefined) return only;
  const forPort = listener.filterChains.filter(
    (chain) => chain.filterChainMatch?.destinationPort === facts.port,
  );
  const forAny = listener.filterChains.filter(
    (chain) => chain.filterChainMatch?.destinationPort === undefined,
  );
  return narrow(forPort.length > 0 ? forPort : forAny, facts) ?? listener.defaultFilterChain;
}

/** True when a chain ends TLS itself. */
export function endsTls(chain: FilterChain | undefined): boolean {
  return chain?.transportSocket?.name === 'envoy.transport_sockets.tls';
}

/** Why a chain was not taken, in the terms of the first criterion that decided against it. */
export function chainRejection(
  chain: FilterChain,
  facts: ConnectionFacts,
  chosen: FilterChain | undefined,
): SingleReason {
  const match = chain.filterChainMatch ?? {};
  if (match.destinationPort !== undefined && match.destinationPort !== facts.port)
    return ['otherPort', match.destinationPort, facts.port];
  for (const criterion of criteria) {
    if (criterion.rank(match, facts) === undefined)
      return [
        'otherConnection',
        { is: criterion.name, name: criterion.asks(match) },
        seen(criterion.name, facts),
      ];
  }
  return chosen ? ['lessSpecific', chosen.name] : ['ruledOut'];
}

function narrow(chains: readonly FilterChain[], facts: ConnectionFacts): FilterChain | undefined {
  let left = chains;
  for (const { rank } of criteria) {
    if (left.length === 0) return undefined;
    let best = -1;
    for (const chain of left) best = Math.max(best, rank(chain.filterChainMatch ?? {}, facts) ?? -1);
    left = left.filter((chain) => rank(chain.filterChainMatch ?? {}, facts) === best);
  }
  return left[0];
}

function bestOf(names: readonly string[] | undefined, rank: (name: string) => Rank): Rank {
  if (!names || names.length === 0) return 0;
  const ranks = names.map(rank).filter((value) => value !== undefined);
  return ranks.length === 0 ? undefined : Math.max(...ranks);
}

/** Exact names beat wildcards; a longer wildcard beats a shorter one. */
function serverNameRank(pattern: string, serverName: string): Rank {
  const wanted = pattern.toLowerCase();
  if (wanted === serverName) return serverName === '' ? undefined : 1_000_000;
  if (!wanted.startsWith('*.')) return undefined;
  return serverName.endsWith(wanted.slice(1)) && serverName.length > wanted.length - 1
    ? wanted.length
    : undefined;
}

function seen(criterion: Subject['is'], facts: ConnectionFacts): string | undefined {
  switch (criterion) {
    case 'destination IP':
      return facts.ip;
    case 'server name':
      return facts.serverName === '' ? undefined : facts.serverName;
    case 'transport protocol':
      return facts.transportProtocol;
    default:
      return facts.applicationProtocols.length === 0 ? undefined : facts.applicationProtocols.join(', ');
  }
}
