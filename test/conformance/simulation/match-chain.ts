import type {
  FilterChain,
  FilterChainMatch,
  Listener,
  ListenerFilterPredicate,
} from '../../../sandbox/envoy/config/index';
import { isSubsetOf } from '../../../sandbox/istio/discovery/index';
import { parseCidr } from '../../../sandbox/istio/discovery/cidr';
import { PLAINTEXT_ALPN, type Call } from './call';

/** The chain Envoy's sieve leaves, or the words for its failure. */
export function matchChain(listener: Listener, call: Call): FilterChain | string {
  const tlsInspector = runsFilter(listener, 'envoy.filters.listener.tls_inspector', call.port);
  const httpInspector = runsFilter(listener, 'envoy.filters.listener.http_inspector', call.port);
  const sniffed = httpInspector && call.tls === 'plaintext' ? PLAINTEXT_ALPN[call.protocol] : undefined;
  const alpn = sniffed ?? (tlsInspector ? call.alpn : '');
  const transport = tlsInspector && call.tls !== 'plaintext' ? 'tls' : 'raw_buffer';
  let chains = [...listener.filterChains];
  chains = sieve(
    chains,
    (match) => match.destinationPort,
    (port) => Number(port === call.port),
  );
  chains = sieve(
    chains,
    (match) => match.prefixRanges,
    (ranges) => Math.max(0, ...ranges.map((range) => (contains(range, call.address) ? range.prefixLen : 0))),
  );
  chains = sieve(
    chains,
    (match) => match.serverNames,
    (names) => Math.max(0, ...names.map((name) => sniRank(name, call.sni))),
  );
  chains = sieve(
    chains,
    (match) => match.transportProtocol,
    (own) => Number(own === transport),
  );
  chains = sieve(
    chains,
    (match) => match.applicationProtocols,
    (own) => Number(own.includes(alpn)),
  );
  const [only] = chains;
  if (chains.length > 1) return 'multiple filter chains matched';
  return only ?? listener.defaultFilterChain ?? 'no filter chains matched';
}

/** Keeps the best matches of a criterion; without any, the chains that do not ask for it. */
function sieve<Value>(
  chains: readonly FilterChain[],
  extract: (match: FilterChainMatch) => Value | undefined,
  rank: (value: Value) => number,
): FilterChain[] {
  const asked = chains.map((chain) => extract(chain.filterChainMatch ?? {}));
  if (asked.every((value) => value === undefined)) return [...chains];
  const ranks = asked.map((value) => (value === undefined ? 0 : rank(value)));
  const best = Math.max(...ranks);
  return chains.filter((_, index) => (best > 0 ? ranks[index] === best : asked[index] === undefined));
}

function sniRank(name: string, sni: string): number {
  if (name === sni) return Number.MAX_SAFE_INTEGER;
  return isSubsetOf(sni, name) ? name.length : 0;
}

function contains(
  range: { readonly addressPrefix: string; readonly prefixLen: number },
  address: string,
): boolean {
  if (range.addressPrefix.includes(':') !== address.includes(':')) return false;
  const network = parseCidr(`${range.addressPrefix}/${String(range.prefixLen)}`);
  return network?.masked === parseCidr(`${address}/${String(range.prefixLen)}`)?.masked;
}

function runsFilter(listener: Listener, name: string, port: number): boolean {
  const filter = listener.listenerFilters?.find((candidate) => candidate.name === name);
  return filter !== undefined && !(filter.filterDisabled && holds(filter.filterDisabled, port));
}

function holds(predicate: ListenerFilterPredicate, port: number): boolean {
  if (predicate.notMatch) return !holds(predicate.notMatch, port);
  if (predicate.orMatch) return predicate.orMatch.rules.some((rule) => holds(rule, port));
  const range = predicate.destinationPortRange;
  return range !== undefined && port >= (range.start ?? 0) && port < range.end;
}
