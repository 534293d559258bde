import type {
  FilterChain,
  FilterChainMatch,
  Metadata,
  NetworkFilter,
  TransportSocket,
} from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import type { Context } from '../context';
import { parseCidr } from '../../discovery/index';

/** A filter chain before its match is written down. */
export interface Chain {
  readonly name?: string;
  readonly sniHosts?: readonly string[];
  /** IP addresses or CIDR ranges. */
  readonly destinationCidrs?: readonly string[];
  readonly applicationProtocols?: readonly string[];
  readonly transportProtocol?: 'raw_buffer' | 'tls';
  readonly transportSocket?: TransportSocket;
  readonly filters: readonly NetworkFilter[];
  readonly metadata?: Metadata;
  readonly origin: Origin;
}

/** ALPN values that the HTTP inspector finds in plaintext; HTTP/1.0 passes as bytes where istiod does not accept it. */
const PLAINTEXT_HTTP_ALPNS = ['http/1.1', 'h2c'];
export const PLAINTEXT_HTTP10_ALPNS = ['http/1.0', ...PLAINTEXT_HTTP_ALPNS];

/** Those that are taken for HTTP. */
export function plaintextHttpAlpns({ snapshot: { features } }: Context): readonly string[] {
  return features.http10 ? PLAINTEXT_HTTP10_ALPNS : PLAINTEXT_HTTP_ALPNS;
}

/** ALPN values that a client's sidecar offers for HTTP, and for HTTP and opaque TCP. */
export const MTLS_HTTP_ALPNS = ['istio-http/1.0', 'istio-http/1.1', 'istio-h2'];
export const MTLS_ALPNS = ['istio', 'istio-peer-exchange', ...MTLS_HTTP_ALPNS];

/** True for a chain that asks nothing of a connection. */
export function matchesAll(chain: Chain): boolean {
  const anySni = !chain.sniHosts?.length || chain.sniHosts.includes('*');
  return (
    anySni &&
    !chain.applicationProtocols?.length &&
    chain.transportProtocol === undefined &&
    !chain.destinationCidrs?.length
  );
}

/** True when Envoy could not tell the two apart and would refuse the listener. */
export function conflictsWith(a: Chain, b: Chain): boolean {
  return (
    a.transportProtocol === b.transportProtocol &&
    (a.applicationProtocols ?? []).join() === (b.applicationProtocols ?? []).join() &&
    sorted((a.sniHosts ?? []).filter((host) => host !== '*')) ===
      sorted((b.sniHosts ?? []).filter((host) => host !== '*')) &&
    sorted(ranges(a)) === sorted(ranges(b))
  );
}

/** Writes the chain of a listener that clients dial down: their handshakes may take so long and no longer. */
export function toFilterChain({ snapshot: { features } }: Context, chain: Chain): FilterChain {
  const timeoutS = features.gatewayHandshakeTimeoutS;
  const match = toMatch(chain);
  return {
    ...(chain.name === undefined ? {} : { name: chain.name }),
    ...(match ? { filterChainMatch: match } : {}),
    ...(chain.transportSocket ? { transportSocket: chain.transportSocket } : {}),
    ...(timeoutS > 0 ? { transportSocketConnectTimeout: `${String(timeoutS)}s` } : {}),
    filters: chain.filters,
    ...(chain.metadata ? { metadata: chain.metadata } : {}),
    origin: chain.origin,
  };
}

function toMatch(chain: Chain): FilterChainMatch | undefined {
  if (matchesAll(chain)) return undefined;
  const serverNames = chain.sniHosts?.includes('*') ? [] : [...(chain.sniHosts ?? [])].sort();
  const prefixRanges = [...(chain.destinationCidrs ?? [])].sort().flatMap((text) => {
    const cidr = parseCidr(text);
    if (cidr === undefined || cidr.addressPrefix === '0.0.0.0') return [];
    return [{ addressPrefix: cidr.addressPrefix, prefixLen: cidr.prefixLen }];
  });
  return {
    ...(prefixRanges.length > 0 ? { prefixRanges } : {}),
    ...(serverNames.length > 0 ? { serverNames } : {}),
    ...(chain.transportProtocol ? { transportProtocol: chain.transportProtocol } : {}),
    ...(chain.applicationProtocols?.length ? { applicationProtocols: chain.applicationProtocols } : {}),
  };
}

function ranges(chain: Chain): string[] {
  return (chain.destinationCidrs ?? []).flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr ? [`${cidr.masked}/${String(cidr.prefixLen)}`] : [];
  });
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join();
}
