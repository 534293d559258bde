import { isIpv6, type SocketAddress } from '../net/index';
import type { RandomStream } from '../sim/index';
import type { ServiceTable } from './service-table';

/** Where a packet really goes. */
export type Translation =
  | { readonly to: SocketAddress; readonly masquerade: boolean }
  /** The address belongs to a service but nothing stands behind the port: the node rejects. */
  | 'refused';

/**
 * kube-proxy in iptables mode: a new connection to a service's address goes to one of its ready endpoints,
 * each as likely as the other. NodePorts hide the client's address unless externalTrafficPolicy is Local;
 * the load balancer in front of the cluster keeps it.
 */
export class KubeProxy {
  constructor(
    private readonly services: ServiceTable,
    private readonly random: RandomStream,
    private readonly nodeIP: string,
  ) {}

  /** Translates a destination; undefined when it is no service's. */
  translate(destination: SocketAddress): Translation | undefined {
    const found = this.services.at(destination);
    if (found === undefined) {
      const ours = destination.ip === this.nodeIP || this.services.isVirtual(destination.ip);
      return ours ? 'refused' : undefined;
    }
    const isV6 = isIpv6(destination.ip);
    const endpoints = found.service.endpointsOf(found.port).filter(({ ip }) => isIpv6(ip) === isV6);
    const to = endpoints[endpoints.length === 1 ? 0 : this.random.below(endpoints.length)];
    if (to === undefined) return 'refused';
    const local = found.service.object.spec?.externalTrafficPolicy === 'Local';
    return { to, masquerade: found.via === 'nodePort' && !local };
  }
}
