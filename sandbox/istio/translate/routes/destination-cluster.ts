import type { Destination } from '../../discovery/api/index';
import type { Service } from '../../discovery/index';
import { outboundCluster } from '../cluster-name';

/**
 * The cluster a destination names: its port, else the only port of the service, else the listener's port.
 * The cluster may not exist; requests then end in 503 NC.
 */
export function destinationCluster(
  destination: Destination,
  service: Service | undefined,
  listenPort: number,
): string {
  if (destination.host === '') return 'UnknownService';
  const host = service?.externalName ?? destination.host;
  const only = service?.ports.length === 1 ? service.ports[0]?.port : undefined;
  const port = destination.port?.number ?? only ?? listenPort;
  return outboundCluster(port, destination.subset ?? '', host);
}
