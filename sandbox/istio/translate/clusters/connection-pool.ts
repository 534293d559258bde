import type { CircuitBreakerThresholds, Cluster } from '../../../envoy/config/index';
import { memo } from '../../../lib/memo';
import type { ConnectionPoolSettings, ServiceBlocks, TcpKeepalive } from '../../discovery/api/index';
import type { MeshConfig } from '../../discovery/index';
import { toProtobufDuration, wholeSeconds } from '../duration';

type PoolFields = Pick<
  Cluster,
  | 'connectTimeout'
  | 'circuitBreakers'
  | 'maxRequestsPerConnection'
  | 'idleTimeout'
  | 'maxConnectionDuration'
  | 'upstreamConnectionOptions'
>;

type RetryBudget = ServiceBlocks['retryBudget'];

/** Limits towards a cluster; zero and absent both mean "no limit" (pilot/pkg/networking/core/cluster_traffic_policy.go). */
export function connectionPool(
  pool: ConnectionPoolSettings | undefined,
  mesh: Pick<MeshConfig, 'connectTimeout' | 'tcpKeepalive'>,
  budget?: RetryBudget,
): PoolFields {
  const isPlain = pool === undefined && budget === undefined && mesh.tcpKeepalive === undefined;
  return isPlain ? unlimited(mesh.connectTimeout) : limited(pool ?? {}, mesh, budget);
}

/** The same for every cluster that no DestinationRule limits. */
const unlimited = memo(16, (connectTimeout) => limited({}, { connectTimeout }));

function limited(
  pool: ConnectionPoolSettings,
  mesh: Pick<MeshConfig, 'connectTimeout' | 'tcpKeepalive'>,
  budget?: RetryBudget,
): PoolFields {
  const { tcp, http } = pool;
  const idleTimeout = http?.idleTimeout ?? tcp?.idleTimeout;
  const longest = tcp?.maxConnectionDuration;
  return {
    connectTimeout: toProtobufDuration(tcp?.connectTimeout ?? mesh.connectTimeout),
    circuitBreakers: { thresholds: [thresholds(pool, budget)] },
    ...positive('maxRequestsPerConnection', http?.maxRequestsPerConnection),
    ...(idleTimeout === undefined ? {} : { idleTimeout: toProtobufDuration(idleTimeout) }),
    ...(longest === undefined ? {} : { maxConnectionDuration: toProtobufDuration(longest) }),
    ...keepalive(mesh.tcpKeepalive, tcp?.tcpKeepalive),
  };
}

function thresholds({ tcp, http }: ConnectionPoolSettings, budget: RetryBudget): CircuitBreakerThresholds {
  return {
    ...positive('maxConnections', tcp?.maxConnections),
    ...positive('maxPendingRequests', http?.http1MaxPendingRequests),
    ...positive('maxRequests', http?.http2MaxRequests),
    ...positive('maxRetries', http?.maxRetries),
    ...(budget ? { retryBudget: retryBudget(budget) } : {}),
  };
}

/** Envoy's defaults are written out. */
function retryBudget({
  percent,
  budgetInterval,
  minRetryConcurrency,
}: NonNullable<RetryBudget>): CircuitBreakerThresholds['retryBudget'] {
  return {
    budgetPercent: { value: percent ?? 20 },
    ...(budgetInterval === undefined ? {} : { budgetInterval: toProtobufDuration(budgetInterval) }),
    minRetryConcurrency: minRetryConcurrency || 3,
  };
}

/** The mesh's probes, field by field overridden by the rule's. An empty block asks for the system's own. */
function keepalive(
  mesh: TcpKeepalive | undefined,
  own: TcpKeepalive | undefined,
): Pick<Cluster, 'upstreamConnectionOptions'> {
  if (mesh === undefined && own === undefined) return {};
  const { probes, time, interval } = { ...mesh, ...own };
  return {
    upstreamConnectionOptions: {
      tcpKeepalive: {
        ...positive('keepaliveProbes', probes || mesh?.probes),
        ...(time === undefined ? {} : { keepaliveTime: wholeSeconds(time) }),
        ...(interval === undefined ? {} : { keepaliveInterval: wholeSeconds(interval) }),
      },
    },
  };
}

/** What is asked of HTTP/2 connections; only clusters that speak nothing else take it. */
export function http2Options(
  pool: ConnectionPoolSettings | undefined,
): Pick<Cluster, 'http2ProtocolOptions'> {
  const { maxConcurrentStreams, http2KeepAlive: pings } = pool?.http ?? {};
  if (!maxConcurrentStreams && !pings) return {};
  return {
    http2ProtocolOptions: {
      ...positive('maxConcurrentStreams', maxConcurrentStreams),
      ...(pings
        ? {
            connectionKeepalive: {
              ...(pings.interval === undefined ? {} : { interval: toProtobufDuration(pings.interval) }),
              ...(pings.timeout === undefined ? {} : { timeout: toProtobufDuration(pings.timeout) }),
            },
          }
        : {}),
    },
  };
}

function positive<Name extends string>(
  name: Name,
  value: number | undefined,
): { readonly [Key in Name]?: number } {
  return value !== undefined && value > 0 ? ({ [name]: value } as { readonly [Key in Name]: number }) : {};
}
