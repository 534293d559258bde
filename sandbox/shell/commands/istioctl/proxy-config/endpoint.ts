import { compareText } from '../../../../lib/compare-text';
import {
  addressText,
  placeOf,
  type Address,
  type ClusterLoadAssignment,
  type ProxyConfig,
} from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import type { Call } from '../verb';
import { wideTable } from './configured-by';
import { printedHosts } from './printed/endpoint';
import { proxyVerb } from './proxy-verb';

/** The addresses behind a proxy's clusters, and which of them it has taken out. */
export const endpoint = proxyVerb({
  name: 'endpoint',
  aliases: ['endpoints', 'ep'],
  summary: 'Retrieves endpoint configuration for the Envoy in the specified pod',
  flags: [
    { long: 'address', type: 'string', summary: 'Filter endpoints by address field' },
    { long: 'port', type: 'string', summary: 'Filter endpoints by Port field' },
    { long: 'cluster', type: 'string', summary: 'Filter endpoints by cluster name field' },
    { long: 'status', type: 'string', summary: 'Filter endpoints by status field' },
  ],
  table(config, call, proxy) {
    const rows = endpointsOf(config)
      .filter((one) => isChosen(one, call))
      .sort(byAddress)
      .map(({ address, port, status, key, cluster }) => {
        const isOut = call.context.world.mesh?.isEjected(proxy, cluster, key) === true;
        return [`${address}:${String(port)}`, status, isOut ? 'FAILED' : 'OK', cluster];
      });
    return formatTable([['ENDPOINT', 'STATUS', 'OUTLIER CHECK', 'CLUSTER'], ...rows], wideTable);
  },
  dump: (config, call, proxy) => {
    const wanted = endpointsOf(config).filter((one) => isChosen(one, call));
    const names = new Set(wanted.map(({ cluster }) => cluster));
    return assignmentsOf(config)
      .filter(({ clusterName }) => names.has(clusterName))
      .map((assignment) => {
        const { clusterName } = assignment;
        const own = config.clusters.find(({ name }) => name === clusterName);
        return printedHosts(
          assignment,
          own,
          (address) => call.context.world.mesh?.isEjected(proxy, clusterName, address) === true,
        );
      });
  },
});

interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly status: string;
  /** As the proxy names its host. */
  readonly key: string;
  readonly cluster: string;
}

/** What EDS sent, and what clusters carry themselves. */
function assignmentsOf({ loadAssignments, clusters }: ProxyConfig): readonly ClusterLoadAssignment[] {
  const sent = new Set(loadAssignments.map(({ clusterName }) => clusterName));
  const own = clusters.flatMap(({ loadAssignment }) => (loadAssignment ? [loadAssignment] : []));
  return [...loadAssignments, ...own.filter(({ clusterName }) => !sent.has(clusterName))];
}

function endpointsOf(config: ProxyConfig): readonly Endpoint[] {
  return assignmentsOf(config).flatMap(({ clusterName, endpoints }) =>
    endpoints
      .flatMap(({ lbEndpoints }) => lbEndpoints)
      .map(({ address, healthStatus }) => ({
        ...shownPlace(address),
        status: healthStatus ?? 'HEALTHY',
        key: addressText(address),
        cluster: clusterName,
      })),
  );
}

/** A Unix domain socket has a path and no port. */
function shownPlace(address: Address): Pick<Endpoint, 'address' | 'port'> {
  const { ip, port } = placeOf(address);
  return { address: address.pipe ? `unix://${ip}` : ip, port };
}

function isChosen({ address, port, cluster, status }: Endpoint, { input }: Call): boolean {
  const is = (flag: string, own: string): boolean => {
    const wanted = input.flag(flag) ?? '';
    return wanted === '' || wanted.toLowerCase() === own.toLowerCase();
  };
  return is('address', address) && is('port', String(port)) && is('cluster', cluster) && is('status', status);
}

function byAddress(one: Endpoint, other: Endpoint): number {
  return (
    compareText(one.address, other.address) ||
    one.port - other.port ||
    compareText(one.cluster, other.cluster)
  );
}
