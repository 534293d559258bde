import type {
  FilterChain,
  HttpConnectionManager,
  Listener,
  ProxyConfig,
  Route,
  RouteConfiguration,
  VirtualHost,
} from '../../../sandbox/envoy/config/index';
import type { Call } from './call';
import { matchChain } from './match-chain';

/** What a call ran into, in the corpus' words; empty = not reached. */
export interface SimulationResult {
  readonly error: string;
  readonly listenerMatched: string;
  readonly filterChainMatched: string;
  readonly routeConfigMatched: string;
  readonly virtualHostMatched: string;
  readonly routeMatched: string;
  readonly clusterMatched: string;
}

const NOTHING: SimulationResult = {
  error: '',
  listenerMatched: '',
  filterChainMatched: '',
  routeConfigMatched: '',
  virtualHostMatched: '',
  routeMatched: '',
  clusterMatched: '',
};

/** Walks a call through a configuration, matching routes by path only, as the corpus asks. */
export function simulate(config: ProxyConfig, call: Call): SimulationResult {
  const listener = matchListener(config.listeners, call);
  if (listener === undefined) return { ...NOTHING, error: 'no listener matched' };
  const result = { ...NOTHING, listenerMatched: listener.name };
  const chain = matchChain(listener, call);
  if (typeof chain === 'string') return { ...result, error: chain };
  const matched = { ...result, filterChainMatched: chain.name ?? '' };
  const refusal = tlsRefusal(chain, call);
  if (refusal !== undefined) return { ...matched, error: refusal };
  const filter = chain.filters.at(-1);
  if (filter === undefined) return matched;
  if (filter.name === 'envoy.filters.network.tcp_proxy') {
    return { ...matched, clusterMatched: filter.typedConfig.cluster ?? '' };
  }
  const wrongBytes = call.tls !== 'plaintext' && chain.transportSocket === undefined;
  const isHttp = filter.name === 'envoy.filters.network.http_connection_manager';
  if (wrongBytes || !isHttp || !call.protocol.startsWith('http'))
    return { ...matched, error: 'protocol error' };
  return { ...matched, ...walkRoutes(config, filter.typedConfig, call) };
}

function walkRoutes(
  config: ProxyConfig,
  manager: HttpConnectionManager,
  call: Call,
): Partial<SimulationResult> {
  const name = manager.rds?.routeConfigName;
  const routes =
    manager.routeConfig ?? config.routeConfigurations.find((candidate) => candidate.name === name);
  const found = name === undefined ? {} : { routeConfigMatched: name };
  const host = routes && matchVirtualHost(routes, call.hostHeader);
  if (host === undefined) return { ...found, error: 'no virtual host matched' };
  const inHost = { ...found, virtualHostMatched: host.name };
  if (host.requireTls === 'ALL' && call.tls === 'plaintext') {
    return { ...inHost, error: 'tls required, sending 301' };
  }
  const route = host.routes.find((candidate) => matchesPath(candidate, call.path));
  if (route === undefined) return { ...inHost, error: 'no route matched' };
  return { ...inHost, routeMatched: route.name ?? '', clusterMatched: route.route?.cluster ?? '' };
}

function matchListener(listeners: readonly Listener[], call: Call): Listener | undefined {
  if (call.inbound) return listeners.find((listener) => listener.name === 'virtualInbound');
  const at = (address: string): Listener | undefined =>
    listeners.find(({ address: { socketAddress } }) => {
      return socketAddress?.address === address && socketAddress.portValue === call.port;
    });
  return (
    at(call.address) ?? at('0.0.0.0') ?? listeners.find((listener) => listener.name === 'virtualOutbound')
  );
}

function tlsRefusal(chain: FilterChain, call: Call): string | undefined {
  const context = chain.transportSocket?.typedConfig;
  if (chain.transportSocket === undefined) return undefined;
  if (call.tls === 'plaintext') return 'invalid TLS';
  const [certificate] = context?.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [];
  const mutual =
    certificate?.name === call.mtlsSecretConfigName && (context?.requireClientCertificate ?? false);
  return mutual === (call.tls === 'mtls') ? undefined : 'invalid mTLS';
}

function matchVirtualHost(routes: RouteConfiguration, authority: string): VirtualHost | undefined {
  const host = routes.ignorePortInHostMatching ? authority.replace(/:\d+$/, '') : authority;
  const exact = routes.virtualHosts.find((candidate) => candidate.domains.includes(host));
  if (exact) return exact;
  const ranked = (fits: (domain: string) => boolean): VirtualHost | undefined => {
    let best: VirtualHost | undefined;
    let longest = 1;
    for (const candidate of routes.virtualHosts) {
      for (const domain of candidate.domains) {
        if (!fits(domain) || host.length < domain.length || domain.length <= longest) continue;
        best = candidate;
        longest = domain.length;
      }
    }
    return best;
  };
  return (
    ranked((domain) => domain.startsWith('*') && host.endsWith(domain.slice(1))) ??
    ranked((domain) => domain.endsWith('*') && host.startsWith(domain.slice(0, -1))) ??
    routes.virtualHosts.find((candidate) => candidate.domains.includes('*'))
  );
}

function matchesPath({ match }: Route, path: string): boolean {
  if (match.path !== undefined) return match.path === path;
  if (match.safeRegex) return new RegExp(match.safeRegex.regex).test(path);
  return path.startsWith(match.pathSeparatedPrefix ?? match.prefix ?? '');
}
