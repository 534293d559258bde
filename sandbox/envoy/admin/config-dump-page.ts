import { isoMillis } from '../../lib/calendar';
import { snakeCase } from '../../lib/snake-case';
import { json, type AdminEndpoint } from './endpoint';

const ADMIN = 'type.googleapis.com/envoy.admin.v3.';
const CONFIG = 'type.googleapis.com/envoy.config.';
/** What istiod's configuration carries for the decision record; no proxy has it. */
const OURS: ReadonlySet<string> = new Set(['origin', 'destinationRule']);

/** `/config_dump`: what the control plane delivered, in the names of the protobuf messages. */
export const configDumpPage: AdminEndpoint = {
  path: '/config_dump',
  help: 'dump current Envoy configs',
  parameters: [
    [
      'include_eds',
      'Dump currently loaded configuration including EDS. See the response definition for more information',
    ],
  ],
  answer({ config, updatedMs }, query) {
    const last_updated = isoMillis(updatedMs);
    const typed = (type: string, message: object): object => ({
      '@type': CONFIG + type,
      ...(snakeCased(message) as object),
    });
    const configs: object[] = [
      {
        '@type': `${ADMIN}ClustersConfigDump`,
        dynamic_active_clusters: config.clusters.map((cluster) => ({
          cluster: typed('cluster.v3.Cluster', cluster),
          last_updated,
        })),
      },
      {
        '@type': `${ADMIN}ListenersConfigDump`,
        dynamic_listeners: config.listeners.map((listener) => ({
          name: listener.name,
          active_state: { listener: typed('listener.v3.Listener', listener), last_updated },
        })),
      },
      {
        '@type': `${ADMIN}RoutesConfigDump`,
        dynamic_route_configs: config.routeConfigurations.map((routes) => ({
          route_config: typed('route.v3.RouteConfiguration', routes),
          last_updated,
        })),
      },
    ];
    if (query.has('include_eds'))
      configs.push({
        '@type': `${ADMIN}EndpointsConfigDump`,
        dynamic_endpoint_configs: config.loadAssignments.map((assignment) => ({
          endpoint_config: typed('endpoint.v3.ClusterLoadAssignment', assignment),
        })),
      });
    return json({ configs });
  },
};

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !OURS.has(name));
  return Object.fromEntries(fields.map(([name, field]) => [fieldName(name), snakeCased(field)]));
}

/** Names of fields; keys of maps, which have other characters, stay as they are. */
function fieldName(name: string): string {
  return /^[a-z][a-zA-Z0-9]*$/.test(name) ? snakeCase(name) : name;
}
