import type { Cluster } from '../../../envoy/config/index';
import type { LoadBalancerSettings } from '../../discovery/api/index';

type BalancerFields = Pick<Cluster, 'type' | 'lbPolicy' | 'ringHashLbConfig' | 'maglevLbConfig'>;

const SIMPLE: Readonly<Record<string, Cluster['lbPolicy']>> = {
  ROUND_ROBIN: 'ROUND_ROBIN',
  RANDOM: 'RANDOM',
};

const DEFAULT_RING_SIZE = 1024;

/** How a host is picked; consistent hashing wins over `simple`, PASSTHROUGH goes where the client wanted to go. */
export function loadBalancer(
  type: Cluster['type'],
  settings: LoadBalancerSettings | undefined,
): BalancerFields {
  if (type === 'ORIGINAL_DST') return { type, lbPolicy: 'CLUSTER_PROVIDED' };
  const hash = settings?.consistentHash;
  if (hash?.maglev) {
    const { tableSize } = hash.maglev;
    return { type, lbPolicy: 'MAGLEV', ...(tableSize ? { maglevLbConfig: { tableSize } } : {}) };
  }
  if (hash) {
    const minimumRingSize = hash.ringHash?.minimumRingSize ?? (hash.minimumRingSize || DEFAULT_RING_SIZE);
    return { type, lbPolicy: 'RING_HASH', ringHashLbConfig: { minimumRingSize } };
  }
  if (settings?.simple === 'PASSTHROUGH') return { type: 'ORIGINAL_DST', lbPolicy: 'CLUSTER_PROVIDED' };
  return { type, lbPolicy: SIMPLE[settings?.simple ?? ''] ?? 'LEAST_REQUEST' };
}
