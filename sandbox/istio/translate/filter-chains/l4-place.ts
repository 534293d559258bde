import type { NetworkFilter } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import type { Service, ServicePortModel, VirtualService } from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import type { Context } from '../context';
import { tcpProxyToService } from '../network-filters/tcp-proxy';

/** Where an L4 chain stands: its service and port, the listener's address, address ranges that select it. */
export interface L4Place {
  readonly service: Service;
  readonly port: ServicePortModel;
  readonly bind: string;
  readonly cidrs: readonly string[];
  /** The ranges are single pods of a headless service. */
  readonly perPod: boolean;
  readonly virtualServices: readonly VirtualService[];
}

/** To the service itself; one with a single port is reached through any listener. */
export function ownFilter(context: Context, { service, port }: L4Place, origin: Origin): NetworkFilter {
  const only = service.ports.length === 1 ? (service.ports[0]?.port ?? port.port) : port.port;
  const cluster = outboundCluster(only, '', service.hostname);
  return tcpProxyToService(context, { cluster, service, port }, origin);
}
