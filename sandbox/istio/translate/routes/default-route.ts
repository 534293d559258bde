import type { HashPolicy, RetryPolicy, Route } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import { MATCH_ALL } from './route-match';

/** The route named `default`: everything goes to one cluster, no timeout. */
export function defaultRoute(input: {
  readonly cluster: string;
  readonly operation: string;
  readonly retryPolicy?: RetryPolicy;
  readonly hashPolicy?: HashPolicy;
  readonly origin: Origin;
}): Route {
  return {
    name: 'default',
    match: MATCH_ALL,
    route: {
      cluster: input.cluster,
      timeout: '0s',
      maxGrpcTimeout: '0s',
      ...(input.retryPolicy ? { retryPolicy: input.retryPolicy } : {}),
      ...(input.hashPolicy ? { hashPolicy: [input.hashPolicy] } : {}),
      origin: input.origin,
    },
    decorator: { operation: input.operation },
    origin: input.origin,
  };
}
