import type { Cluster } from '../../../envoy/config/index';
import { memo } from '../../../lib/memo';
import type { ConnectionPoolSettings } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';

type PoolFields = Pick<
  Cluster,
  'connectTimeout' | 'circuitBreakers' | 'maxRequestsPerConnection' | 'idleTimeout'
>;

/** Limits towards a cluster; zero and absent both mean "no limit" (pilot/pkg/networking/core/cluster_traffic_policy.go). */
export function connectionPool(pool: ConnectionPoolSettings | undefined, connectTimeout: string): PoolFields {
  return pool === undefined ? unlimited(connectTimeout) : limited(pool, connectTimeout);
}

/** The same for every cluster that no DestinationRule limits. */
const unlimited = memo(16, (connectTimeout) => limited({}, connectTimeout));

function limited({ tcp, http }: ConnectionPoolSettings, connectTimeout: string): PoolFields {
  const idleTimeout = http?.idleTimeout ?? tcp?.idleTimeout;
  return {
    connectTimeout: toProtobufDuration(tcp?.connectTimeout ?? connectTimeout),
    circuitBreakers: {
      thresholds: [
        {
          ...positive('maxConnections', tcp?.maxConnections),
          ...positive('maxPendingRequests', http?.http1MaxPendingRequests),
          ...positive('maxRequests', http?.http2MaxRequests),
          ...positive('maxRetries', http?.maxRetries),
        },
      ],
    },
    ...positive('maxRequestsPerConnection', http?.maxRequestsPerConnection),
    ...(idleTimeout === undefined ? {} : { idleTimeout: toProtobufDuration(idleTimeout) }),
  };
}

function positive<Name extends string>(
  name: Name,
  value: number | undefined,
): { readonly [Key in Name]?: number } {
  return value !== undefined && value > 0 ? ({ [name]: value } as { readonly [Key in Name]: number }) : {};
}
