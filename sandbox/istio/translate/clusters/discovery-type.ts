import type { Cluster } from '../../../envoy/config/index';
import type { Service } from '../../discovery/index';
import type { Context } from '../context';

/** Where a cluster's hosts come from (pilot/pkg/networking/core/cluster.go convertResolution). */
export function discoveryType(context: Context, service: Service): Cluster['type'] {
  switch (service.resolution) {
    case 'dnsLB':
      return 'STRICT_DNS';
    case 'dnsRoundRobinLB':
      return 'LOGICAL_DNS';
    case 'passthrough':
      // A gateway has no original destination to go to.
      return context.proxy.type === 'router' ? 'EDS' : 'ORIGINAL_DST';
    case 'dynamicDNS':
      return 'STRICT_DNS';
    default:
      return 'EDS';
  }
}
