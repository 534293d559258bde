import type { Cluster } from './cluster';
import type { Listener } from './listener';
import type { TransportSocket } from './transport-socket';

/** What the TLS of a proxy's listeners and clusters takes from SDS, each name once. */
export function secretNames({
  listeners,
  clusters,
}: {
  readonly listeners: readonly Listener[];
  readonly clusters: readonly Cluster[];
}): readonly string[] {
  const chains = listeners.flatMap(({ filterChains, defaultFilterChain }) =>
    defaultFilterChain ? [...filterChains, defaultFilterChain] : filterChains,
  );
  const sockets = [
    ...chains.map(({ transportSocket }) => transportSocket),
    ...clusters.flatMap(({ transportSocket, transportSocketMatches = [] }) => [
      transportSocket,
      ...transportSocketMatches.map((match) => match.transportSocket),
    ]),
  ];
  return [...new Set(sockets.flatMap(namesOf))];
}

function namesOf(socket: TransportSocket | undefined): string[] {
  const context = socket?.typedConfig?.commonTlsContext;
  const anchors = context?.validationContextSdsSecretConfig;
  const own = context?.tlsCertificateSdsSecretConfigs ?? [];
  return [...own, ...(anchors ? [anchors] : [])].map(({ name }) => name);
}
