import {
  addressText,
  type Cluster,
  type ClusterLoadAssignment,
  type LbEndpoint,
} from '../../../../../envoy/config/index';
import { printedLimits } from './cluster';
import { message } from './message';

/** Envoy's own limits for requests of high priority, which istiod does not touch. */
const highPriority = {
  priority: 'HIGH',
  maxConnections: 1024,
  maxPendingRequests: 1024,
  maxRequests: 1024,
  maxRetries: 3,
};

const counters = ['cx_connect_fail', 'cx_total', 'rq_error', 'rq_success', 'rq_timeout', 'rq_total'];
const gauges = ['cx_active', 'rq_active', 'rq_pending_active'];

/** A cluster's hosts as Envoy's `/clusters` has them; the sandbox does not count, so counts are zero. */
export function printedHosts(
  { clusterName, endpoints }: ClusterLoadAssignment,
  cluster: Cluster | undefined,
  isOut: (address: string) => boolean,
): Readonly<Record<string, unknown>> {
  return message({
    name: clusterName,
    addedViaApi: true,
    hostStatuses: endpoints.flatMap(({ lbEndpoints, locality }) =>
      lbEndpoints.map((endpoint) => printedHost(endpoint, locality ?? {}, isOut)),
    ),
    circuitBreakers: {
      thresholds: [
        ...(printedLimits(cluster?.circuitBreakers?.thresholds ?? [{}]).thresholds as readonly unknown[]),
        highPriority,
      ],
    },
    observabilityName: `${clusterName};`,
    edsServiceName: cluster?.type === 'EDS' ? clusterName : undefined,
  });
}

function printedHost(
  { address, weight, healthStatus }: LbEndpoint,
  locality: object,
  isOut: (address: string) => boolean,
): Readonly<Record<string, unknown>> {
  const failedOutlierCheck = isOut(addressText(address)) ? true : undefined;
  return {
    address,
    stats: [...counters.map((name) => ({ name })), ...gauges.map((name) => ({ type: 'GAUGE', name }))],
    healthStatus: message({ failedOutlierCheck, edsHealthStatus: healthStatus ?? 'HEALTHY' }),
    weight: weight ?? 1,
    locality,
  };
}
