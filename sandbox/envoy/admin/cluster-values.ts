import { snakeCase } from '../../lib/snake-case';
import type { StatLabel } from '../../net/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { CodeCount } from '../cluster/cluster-stats';
import type { EjectionCounts } from '../cluster/outlier-detector';

/** A statistic below a cluster's name. */
export interface ClusterValue {
  /** `upstream_rq_total`, `circuit_breakers.default.rq_open`. */
  readonly name: string;
  /** For Prometheus, where it is not the name: what differs is a label there. */
  readonly family?: string;
  readonly label?: StatLabel;
  readonly kind: 'counter' | 'gauge';
  readonly value: number;
}

/** Everything that is counted of a cluster, unsorted. */
export function clusterValues(cluster: ClusterRuntime): ClusterValue[] {
  const { stats, hosts, resources, ejections } = cluster;
  const counters = Object.entries(stats).map(([field, value]) => counter(snakeCase(field), value as number));
  const healthy = hosts.all.filter(({ isHealthy }) => isHealthy).length;
  return [
    ...counters,
    ...codes('', stats.codes),
    ...codes('external.', stats.codes),
    ...codes('retry.', stats.retriedCodes),
    gauge('upstream_cx_active', resources.connections),
    gauge('upstream_rq_active', resources.requests),
    gauge('upstream_rq_pending_active', resources.pending),
    gauge('membership_total', hosts.all.length),
    gauge('membership_healthy', healthy),
    gauge('membership_degraded', 0),
    gauge('membership_excluded', 0),
    ...breakers(cluster),
    ...(ejections === undefined ? [] : outlierValues(ejections)),
  ];
}

/** Open is 1; nothing of a mesh is routed with high priority. */
function breakers({ resources }: ClusterRuntime): ClusterValue[] {
  const { connections, pending, requests, retries } = resources;
  const open = {
    cx_open: connections >= resources.maxConnections,
    cx_pool_open: false,
    rq_open: requests >= resources.maxRequests,
    rq_pending_open: pending >= resources.maxPending,
    rq_retry_open: retries >= resources.maxRetries,
  };
  return Object.entries(open).flatMap(([name, isOpen]) => [
    gauge(`circuit_breakers.default.${name}`, isOpen ? 1 : 0),
    gauge(`circuit_breakers.high.${name}`, 0),
  ]);
}

function outlierValues(counts: EjectionCounts): ClusterValue[] {
  const kinds = [
    ['consecutive_5xx', counts.consecutive5xx],
    ['consecutive_gateway_failure', counts.gatewayFailure],
    ['consecutive_local_origin_failure', counts.localOriginFailure],
  ] as const;
  return [
    gauge('outlier_detection.ejections_active', counts.active),
    counter('outlier_detection.ejections_total', counts.total),
    counter('outlier_detection.ejections_overflow', counts.overflow),
    counter(
      'outlier_detection.ejections_enforced_total',
      kinds.reduce((sum, [, { ejected }]) => sum + ejected, 0),
    ),
    counter('outlier_detection.ejections_consecutive_5xx', counts.consecutive5xx.ejected),
    ...kinds.flatMap(([name, { detected, ejected }]) => [
      counter(`outlier_detection.ejections_detected_${name}`, detected),
      counter(`outlier_detection.ejections_enforced_${name}`, ejected),
    ]),
  ];
}

/** `upstream_rq_503`, and all of its class as `upstream_rq_5xx`. */
function codes(prefix: string, counts: readonly CodeCount[]): ClusterValue[] {
  const classes = new Map<number, number>();
  for (const [status, count] of counts) {
    const hundreds = Math.floor(status / 100);
    classes.set(hundreds, (classes.get(hundreds) ?? 0) + count);
  }
  const family = `${prefix}upstream_rq`;
  return [
    ...counts.map(([status, count]) => ({
      ...counter(`${family}_${String(status)}`, count),
      family,
      label: ['response_code', String(status)] as const,
    })),
    ...[...classes].map(([hundreds, count]) => ({
      ...counter(`${family}_${String(hundreds)}xx`, count),
      family: `${family}_xx`,
      label: ['response_code_class', String(hundreds)] as const,
    })),
  ];
}

function counter(name: string, value: number): ClusterValue {
  return { name, kind: 'counter', value };
}

function gauge(name: string, value: number): ClusterValue {
  return { name, kind: 'gauge', value };
}
