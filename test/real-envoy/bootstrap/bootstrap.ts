import type { ProxyConfig, RouteConfiguration } from '../../../sandbox/envoy/config/index';
import { printedListener } from '../../../sandbox/shell/commands/istioctl/proxy-config/printed/listener';
import { bootCluster, xdsCluster } from './cluster';
import { withoutIstioFilters } from './istio-filters';

export type Message = Readonly<Record<string, unknown>>;

/** The parts of a bootstrap that come from proxies. */
export interface Resources {
  readonly listeners: readonly Message[];
  readonly clusters: readonly Message[];
}

/**
 * What a proxy holds as parts of a bootstrap: nothing is fetched but secrets, which are asked for at a server that does
 * not exist. Istio's own filters are left out; Envoy does not have them.
 */
export function resourcesOf(config: ProxyConfig): Resources {
  const { listeners, clusters, routeConfigurations, loadAssignments } = withoutIstioFilters(config);
  const routes = new Map(routeConfigurations.map((one): [string, RouteConfiguration] => [one.name, one]));
  const assignments = new Map(loadAssignments.map((one) => [one.clusterName, one]));
  return {
    listeners: listeners.map((one) => plain(printedListener(one, routes))),
    clusters: clusters.map((one) => plain(bootCluster(one, assignments.get(one.name)))),
  };
}

/** A whole configuration. */
export function finished({ listeners, clusters }: Resources, admin?: Message): Message {
  return {
    node: { id: 'drydock', cluster: 'drydock' },
    ...(admin ? { admin } : {}),
    dynamicResources: {
      adsConfig: {
        apiType: 'GRPC',
        transportApiVersion: 'V3',
        grpcServices: [{ envoyGrpc: { clusterName: xdsCluster.name } }],
      },
    },
    staticResources: { listeners, clusters: [...clusters, xdsCluster, { ...xdsCluster, name: 'sds-grpc' }] },
  };
}

const NOTES: ReadonlySet<string> = new Set(['origin', 'destinationRule']);

/** Secrets that go with other resources are asked for apart from them: validation has nobody who delivers those. */
const secretServer = {
  apiConfigSource: {
    apiType: 'GRPC',
    transportApiVersion: 'V3',
    grpcServices: [{ envoyGrpc: { clusterName: 'sds-grpc' } }],
  },
  resourceApiVersion: 'V3',
};

/** Where things were written down is no part of Envoy's messages. */
function plain(value: Message): Message {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (NOTES.has(key)) return undefined;
      // The output of an Envoy that a test starts is no file that can be opened by its name.
      if (key === 'path' && inner === '/dev/stdout') return '/dev/null';
      return key === 'sdsConfig' ? secretServer : inner;
    }),
  ) as Message;
}
