import type { ClusterLoadAssignment, LbEndpoint } from '../../../../../envoy/config/index';
import { message } from './message';

/** A cluster's endpoints as Envoy's dump has them. */
export function printedAssignment({
  clusterName,
  endpoints,
}: ClusterLoadAssignment): Readonly<Record<string, unknown>> {
  return message({
    clusterName,
    endpoints: endpoints.map(({ locality, priority, lbEndpoints, loadBalancingWeight }) =>
      message({ locality, lbEndpoints: lbEndpoints.map(printedEndpoint), loadBalancingWeight, priority }),
    ),
  });
}

function printedEndpoint({
  address,
  additionalAddresses,
  healthStatus,
  weight,
  metadata,
}: LbEndpoint): Readonly<Record<string, unknown>> {
  return message({
    endpoint: message({ address, additionalAddresses }),
    healthStatus,
    metadata,
    loadBalancingWeight: weight,
  });
}
