import type { Metadata } from './node-metadata';

const MANAGER = 'envoy.filters.network.http_connection_manager';
const EXTENSIONS = 'type.googleapis.com/envoy.extensions.';

/** Listeners that a proxy has before istiod tells it any: what it measures, and whether it is ready. */
export function staticListeners(wildcard: string): readonly Metadata[] {
  const compressors = ['brotli', 'zstd', 'gzip'].map(compressor);
  return [
    listener(wildcard, 15_090, 'stats', '/stats/prometheus', 'prometheus_stats', compressors),
    listener(wildcard, 15_021, 'agent', '/healthz/ready', 'agent', []),
  ];
}

function listener(
  address: string,
  portValue: number,
  statPrefix: string,
  prefix: string,
  cluster: string,
  filters: readonly Metadata[],
): Metadata {
  const router = {
    name: 'envoy.filters.http.router',
    typedConfig: { '@type': `${EXTENSIONS}filters.http.router.v3.Router` },
  };
  const typedConfig = {
    '@type': `${EXTENSIONS}filters.network.http_connection_manager.v3.HttpConnectionManager`,
    statPrefix,
    routeConfig: {
      virtualHosts: [
        { name: 'backend', domains: ['*'], routes: [{ match: { prefix }, route: { cluster } }] },
      ],
    },
    httpFilters: [...filters, router],
  };
  return {
    name: `${address}_${String(portValue)}`,
    address: { socketAddress: { address, portValue } },
    filterChains: [{ filters: [{ name: MANAGER, typedConfig }] }],
    ignoreGlobalConnLimit: true,
    bypassOverloadManager: true,
  };
}

function compressor(kind: string): Metadata {
  const library = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return {
    name: `envoy.filters.http.compressor.${kind}`,
    typedConfig: {
      '@type': `${EXTENSIONS}filters.http.compressor.v3.Compressor`,
      compressorLibrary: {
        name: `stats_${kind}`,
        typedConfig: { '@type': `${EXTENSIONS}compression.${kind}.compressor.v3.${library}` },
      },
      responseDirectionConfig: {
        commonConfig: {
          contentType: [
            'text/plain',
            'application/vnd.google.protobuf',
            'application/openmetrics-text',
            'application/openmetrics-protobuf',
          ],
        },
      },
    },
  };
}
