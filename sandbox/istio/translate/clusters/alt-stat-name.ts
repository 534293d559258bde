import type { Cluster } from '../../../envoy/config/index';
import type { MeshConfig, Service, ServicePortModel } from '../../discovery/index';
import { inboundStatSubject, type InboundPort } from '../inbound-ports';
import { serviceStatSubject, statName } from '../stat-name';

/** What ends a name, so that Envoy can tell where it stops. */
const DELIMITER = ';';

/** What the statistics of a service's cluster are filed under where the mesh chooses their names. */
export function outboundAltStatName(
  { outboundClusterStatName: pattern }: MeshConfig,
  service: Service,
  port: ServicePortModel,
  subset: string,
): Pick<Cluster, 'altStatName'> {
  if (!pattern) return {};
  return { altStatName: statName(pattern, serviceStatSubject(service, port, subset)) + DELIMITER };
}

/** The same for the cluster of the application itself. */
export function inboundAltStatName(
  { inboundClusterStatName: pattern }: MeshConfig,
  port: InboundPort,
): Pick<Cluster, 'altStatName'> {
  if (!pattern) return {};
  const { targetPort } = port;
  return { altStatName: statName(pattern, { ...inboundStatSubject(port), targetPort }) + DELIMITER };
}
