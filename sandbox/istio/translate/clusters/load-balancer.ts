import type { Cluster, SlowStartConfig } from '../../../envoy/config/index';
import type { LoadBalancerSettings } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';

type BalancerFields = Pick<
  Cluster,
  'type' | 'lbPolicy' | 'ringHashLbConfig' | 'maglevLbConfig' | 'roundRobinLbConfig' | 'leastRequestLbConfig'
>;

const DEFAULT_RING_SIZE = 1024;

/**
 * How a host is picked; consistent hashing wins over `simple`, PASSTHROUGH goes where the client wanted to go.
 * @param shards keys are spread over the hosts, whatever the settings say
 */
export function loadBalancer(
  type: Cluster['type'],
  settings: LoadBalancerSettings | undefined,
  shards = false,
): BalancerFields {
  if (type === 'ORIGINAL_DST') return { type, lbPolicy: 'CLUSTER_PROVIDED' };
  if (shards) return { type, lbPolicy: 'MAGLEV' };
  const hash = settings?.consistentHash;
  if (hash?.maglev) {
    const { tableSize } = hash.maglev;
    return { type, lbPolicy: 'MAGLEV', ...(tableSize ? { maglevLbConfig: { tableSize } } : {}) };
  }
  if (hash?.ringHash) {
    const { minimumRingSize } = hash.ringHash;
    return {
      type,
      lbPolicy: 'RING_HASH',
      ...(minimumRingSize ? { ringHashLbConfig: { minimumRingSize } } : {}),
    };
  }
  if (hash) {
    const minimumRingSize = hash.minimumRingSize || DEFAULT_RING_SIZE;
    return { type, lbPolicy: 'RING_HASH', ringHashLbConfig: { minimumRingSize } };
  }
  return simple(type, settings);
}

function simple(type: Cluster['type'], settings: LoadBalancerSettings | undefined): BalancerFields {
  const warmup = slowStart(settings);
  switch (settings?.simple) {
    case 'PASSTHROUGH':
      return { type: 'ORIGINAL_DST', lbPolicy: 'CLUSTER_PROVIDED' };
    case 'RANDOM':
      return { type, lbPolicy: 'RANDOM' };
    case 'ROUND_ROBIN':
      return { type, lbPolicy: 'ROUND_ROBIN', ...(warmup ? { roundRobinLbConfig: warmup } : {}) };
    default:
      return { type, lbPolicy: 'LEAST_REQUEST', ...(warmup ? { leastRequestLbConfig: warmup } : {}) };
  }
}

/** The older field names nothing but a time; the newer one has Envoy's defaults written out. */
function slowStart(
  settings: LoadBalancerSettings | undefined,
): { readonly slowStartConfig: SlowStartConfig } | undefined {
  const { warmup, warmupDurationSecs } = settings ?? {};
  if (warmup !== undefined) {
    return {
      slowStartConfig: {
        slowStartWindow: toProtobufDuration(warmup.duration ?? '0s'),
        // Istio writes a key that no runtime can have: the value is fixed.
        aggression: { defaultValue: warmup.aggression ?? 1, runtimeKey: '(' },
        minWeightPercent: { value: warmup.minimumPercent ?? 10 },
      },
    };
  }
  if (warmupDurationSecs === undefined) return undefined;
  return { slowStartConfig: { slowStartWindow: toProtobufDuration(warmupDurationSecs) } };
}
