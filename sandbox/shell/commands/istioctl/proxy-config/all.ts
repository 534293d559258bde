import { placeOf, type ProxyConfig } from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import type { Call } from '../verb';
import { chosenClusters, clusterHeader, clusterRow } from './cluster';
import { narrowTable, wideTable } from './configured-by';
import { chosenListeners, listenerHeader, listenerRows } from './listener';
import { proxyVerb } from './proxy-verb';
import { chosenRoutes, routeHeader, routeRows } from './route';

type Row = readonly string[];

/** Everything a proxy holds, table after table. */
export const all = proxyVerb({
  name: 'all',
  aliases: ['a'],
  summary: 'Retrieves all configuration for the Envoy in the specified pod',
  flags: [],
  // The sandbox's proxies have no version of Envoy, and their secrets are not configuration.
  table: (config, call) =>
    [
      'Envoy Version: 0.0.0\n',
      clusters(config, call),
      listeners(config, call),
      routes(config, call),
      'No active or warming secrets found.\n',
      endpoints(config),
    ].join('\n'),
  dump: (config) => [config],
});

function clusters(config: ProxyConfig, call: Call): string {
  const rows = chosenClusters(config, call).map((one): Row => {
    const name = `cluster/${one.name}`;
    const [host = '', ...cells] = clusterRow(one);
    return [name, host === one.name ? name : host, ...cells];
  });
  return formatTable([['NAME', ...clusterHeader], ...rows], wideTable);
}

function listeners(config: ProxyConfig, call: Call): string {
  const rows = chosenListeners(config, call).flatMap((one) =>
    listenerRows(one).map((cells): Row => [`listener/${one.name}`, ...cells]),
  );
  return formatTable([['NAME', ...listenerHeader], ...rows], narrowTable);
}

function routes(config: ProxyConfig, call: Call): string {
  const rows = chosenRoutes(config, call)
    .flatMap(routeRows)
    .map(([name = '', ...cells]): Row => [`route/${name}`, ...cells]);
  return formatTable([routeHeader, ...rows], wideTable);
}

function endpoints({ loadAssignments }: ProxyConfig): string {
  const rows = loadAssignments.flatMap(({ clusterName, endpoints: groups }) =>
    groups.flatMap(({ lbEndpoints, locality }) =>
      lbEndpoints.map(({ address, healthStatus = 'HEALTHY' }): Row => {
        const { ip, port } = placeOf(address);
        const place = address.pipe ? `endpoint/${ip}` : `endpoint/${ip}:${String(port)}`;
        const where = [locality?.region, locality?.zone, locality?.subZone].filter(Boolean).join('/');
        return [place, healthStatus, where, clusterName];
      }),
    ),
  );
  return formatTable([['NAME', 'STATUS', 'LOCALITY', 'CLUSTER'], ...rows], wideTable);
}
