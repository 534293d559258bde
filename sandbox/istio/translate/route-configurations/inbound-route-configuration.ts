import type { RouteConfiguration } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import type { HttpRetry } from '../../discovery/api/index';
import { isGrpc, type Protocol } from '../../discovery/index';
import { defaultRoute } from '../routes/default-route';
import { inboundRetries } from '../routes/retry-policy';

/** The one route of an inbound HTTP chain: everything to the application; gRPC is never retried. */
export function inboundRouteConfiguration(input: {
  readonly cluster: string;
  readonly servicePort: number;
  readonly protocol: Protocol;
  readonly operation: string;
  readonly origin: Origin;
  /** The mesh's `defaultInboundHttpRetryPolicy`. */
  readonly retries?: HttpRetry | undefined;
}): RouteConfiguration {
  const retryPolicy = isGrpc(input.protocol) ? undefined : inboundRetries(input.retries);
  const route = defaultRoute({
    cluster: input.cluster,
    operation: input.operation,
    ...(retryPolicy ? { retryPolicy } : {}),
    origin: input.origin,
  });
  return {
    name: input.cluster,
    virtualHosts: [
      {
        name: `inbound|http|${String(input.servicePort)}`,
        domains: ['*'],
        routes: [route],
        origin: input.origin,
      },
    ],
  };
}
