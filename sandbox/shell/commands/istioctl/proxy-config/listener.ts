import { compareText } from '../../../../lib/compare-text';
import {
  placeOf,
  type FilterChain,
  type FilterChainMatch,
  type Listener,
  type NetworkFilter,
  type ProxyConfig,
  type RouteConfiguration,
  type VirtualHost,
} from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import type { Call } from '../verb';
import { narrowTable } from './configured-by';
import { printedListener } from './printed/listener';
import { proxyVerb } from './proxy-verb';
import { matchText } from './route';

export const listenerHeader = ['ADDRESSES', 'PORT', 'MATCH', 'DESTINATION'];

/** Where a proxy listens, and what it does with each kind of connection. */
export const listener = proxyVerb({
  name: 'listener',
  aliases: ['listeners', 'l'],
  summary: 'Retrieves listener configuration for the Envoy in the specified pod',
  flags: [
    { long: 'address', type: 'string', summary: 'Filter listeners by address field' },
    { long: 'port', type: 'string', summary: 'Filter listeners by Port field' },
    { long: 'type', type: 'string', summary: 'Filter listeners by type field' },
    { long: 'verbose', type: 'string', implied: 'true', summary: 'Output more information' },
  ],
  table(config, call) {
    const listeners = chosenListeners(config, call);
    if (call.input.flag('verbose') === 'false') {
      const types = listeners.map((one) => [...shownPlace(one), typeOf(one)]);
      return formatTable([['ADDRESSES', 'PORT', 'TYPE'], ...types], narrowTable);
    }
    return formatTable([listenerHeader, ...listeners.flatMap(listenerRows)], narrowTable);
  },
  dump: (config, call) => chosenListeners(config, call).map((one) => printedListener(one)),
});

/** The listeners that the flags ask for, by port. */
export function chosenListeners({ listeners }: ProxyConfig, { input }: Call): readonly Listener[] {
  const [address = '', port = '', type = ''] = ['address', 'port', 'type'].map((name) =>
    (input.flag(name) ?? '').toLowerCase(),
  );
  return [...listeners].sort(byPort).filter((one) => {
    const addresses = addressesOf(one).map((own) => own.toLowerCase());
    const ownPort = String(placeOf(one.address).port);
    return (
      (address === '' || addresses.includes(address)) &&
      (port === '' || port === '0' || port === ownPort) &&
      (type === '' || type === typeOf(one).toLowerCase())
    );
  });
}

function addressesOf({ address, additionalAddresses = [] }: Listener): readonly string[] {
  return [address, ...additionalAddresses.map((more) => more.address)].map((one) => placeOf(one).ip);
}

/** All its addresses, and its port. */
function shownPlace(one: Listener): readonly string[] {
  return [addressesOf(one).join(','), String(placeOf(one.address).port)];
}

function byPort(one: Listener, other: Listener): number {
  const [a, b] = [placeOf(one.address), placeOf(other.address)];
  return a.port - b.port || compareText(a.ip, b.ip) || compareText(typeOf(one), typeOf(other));
}

function chainsOf({ filterChains, defaultFilterChain }: Listener): readonly FilterChain[] {
  return [...filterChains, ...(defaultFilterChain ? [defaultFilterChain] : [])];
}

function isHttp({ name }: NetworkFilter): boolean {
  return name === 'envoy.filters.network.http_connection_manager';
}

/** Connections that end in the black hole do not count as TCP. */
function isTcp(filter: NetworkFilter): boolean {
  return filter.name === 'envoy.filters.network.tcp_proxy' && !goesNowhere(filter);
}

function goesNowhere(filter: NetworkFilter): boolean {
  return (
    filter.name === 'envoy.filters.network.tcp_proxy' && filter.typedConfig.cluster === 'BlackHoleCluster'
  );
}

function typeOf(one: Listener): string {
  const filters = chainsOf(one).flatMap((chain) => chain.filters);
  const types = [...(filters.some(isHttp) ? ['HTTP'] : []), ...(filters.some(isTcp) ? ['TCP'] : [])];
  return types.length === 0 ? 'UNKNOWN' : types.join('+');
}

/** A line per filter chain. */
export function listenerRows(one: Listener): readonly (readonly string[])[] {
  return chainsOf(one)
    .map((chain) => ({
      match: chainMatchText(chain.filterChainMatch ?? {}),
      destination: destinationText(chain.filters),
    }))
    .sort((a, b) => compareText(b.destination, a.destination))
    .map(({ match, destination }) => [...shownPlace(one), match, destination]);
}

/** Lists of protocols that have a name. */
const protocolNames: readonly (readonly [string, string])[] = [
  ['App: HTTP TLS', 'http/1.0,http/1.1,h2c,istio-http/1.0,istio-http/1.1,istio-h2'],
  ['App: Istio HTTP Plain', 'istio,istio-http/1.0,istio-http/1.1,istio-h2'],
  ['App: TCP TLS', 'istio-peer-exchange,istio'],
  ['App: HTTP', 'http/1.0,http/1.1,h2c'],
];

function chainMatchText(match: FilterChainMatch): string {
  const texts: string[] = [];
  if (match.serverNames && match.serverNames.length > 0) texts.push(`SNI: ${match.serverNames.join(',')}`);
  if (match.transportProtocol) texts.push(`Trans: ${match.transportProtocol}`);
  if (match.applicationProtocols && match.applicationProtocols.length > 0) {
    const list = match.applicationProtocols.join(',');
    texts.push(protocolNames.find(([, protocols]) => protocols === list)?.[0] ?? `App: ${list}`);
  }
  const port = match.destinationPort === undefined ? '' : `:${String(match.destinationPort)}`;
  const ranges = (match.prefixRanges ?? []).map(
    ({ addressPrefix, prefixLen }) => `${addressPrefix}/${String(prefixLen)}`,
  );
  if (ranges.length > 0) texts.push(`Addr: ${ranges.join(',')}${port}`);
  else if (port !== '') texts.push(`Addr: *${port}`);
  return texts.length === 0 ? 'ALL' : texts.join('; ');
}

function destinationText(filters: readonly NetworkFilter[]): string {
  for (const filter of filters) {
    if (filter.name === 'envoy.filters.network.http_connection_manager') {
      const { routeConfig, rds } = filter.typedConfig;
      if (routeConfig) return inlineText(routeConfig);
      return rds ? `Route: ${rds.routeConfigName}` : 'HTTP';
    }
    if (filter.name === 'envoy.filters.network.tcp_proxy' && !goesNowhere(filter))
      return clusterText(filter.typedConfig.cluster ?? '');
  }
  return 'Non-HTTP/Non-TCP';
}

function clusterText(name: string): string {
  return name.includes('Cluster') ? name : `Cluster: ${name}`;
}

/** Routes for everything to one cluster are shown as that cluster. */
function inlineText({ virtualHosts }: RouteConfiguration): string {
  const [host, ...more] = virtualHosts;
  const [only, ...others] = host?.routes ?? [];
  const isAll = more.length === 0 && host?.domains.join() === '*' && others.length === 0;
  if (isAll && only?.match.prefix === '/' && only.route?.cluster !== undefined) {
    return clusterText(only.route.cluster);
  }
  return `Inline Route: ${virtualHosts.map(hostText).join('; ')}`;
}

function hostText({ domains, routes }: VirtualHost): string {
  const matches = routes.map(({ match }) => matchText(match)).join(', ');
  return domains.join() === '*' ? matches : `${domains.join('/')} ${matches}`;
}
