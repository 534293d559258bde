import { defineFilter, type HttpFilterDeclaration } from '../filter';

/**
 * Filters that only watch. Their effects are modelled elsewhere: metadata exchange and stats by telemetry, which reads
 * the decision records; ALPN by the transport socket; gRPC stats have no effect on a request.
 */
export const observingFilters: readonly HttpFilterDeclaration[] = [
  'istio.metadata_exchange',
  'istio.stats',
  'istio.alpn',
  'envoy.filters.http.grpc_stats',
  'envoy.filters.http.grpc_web',
].map((name) => defineFilter({ name, create: () => undefined }));
