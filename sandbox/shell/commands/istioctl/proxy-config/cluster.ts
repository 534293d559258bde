import { compareText } from '../../../../lib/compare-text';
import type { Cluster, ProxyConfig } from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import { IstioctlError, exitCodes } from '../failure';
import type { Call } from '../verb';
import { clusterParts } from './cluster-parts';
import { configuredBy, wideTable } from './configured-by';
import { printedCluster } from './printed/cluster';
import { proxyVerb } from './proxy-verb';

export const clusterHeader = ['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'DESTINATION RULE'];

/** Where a proxy can send requests. */
export const cluster = proxyVerb({
  name: 'cluster',
  aliases: ['clusters', 'c'],
  summary: 'Retrieves cluster configuration for the Envoy in the specified pod',
  flags: [
    { long: 'fqdn', type: 'string', summary: 'Filter clusters by substring of Service FQDN field' },
    { long: 'direction', type: 'string', summary: 'Filter clusters by Direction field' },
    { long: 'subset', type: 'string', summary: 'Filter clusters by substring of Subset field' },
    { long: 'port', type: 'string', summary: 'Filter clusters by Port field' },
  ],
  table(config, call) {
    const rows = chosenClusters(config, call).map(clusterRow);
    return formatTable([clusterHeader, ...rows], wideTable);
  },
  dump: (config, call) => chosenClusters(config, call).map(printedCluster),
});

/** The clusters that the flags ask for, by service. */
export function chosenClusters({ clusters }: ProxyConfig, { input }: Call): readonly Cluster[] {
  const port = portOf(input.flag('port'));
  const parts = ['fqdn', 'direction', 'subset'].map((name) => input.flag(name) ?? '');
  if (port !== '') parts.push(`|${port}|`);
  return [...clusters].sort(byService).filter(({ name }) => parts.every((part) => name.includes(part)));
}

function portOf(text = ''): string {
  if (text === '' || text === '0') return '';
  if (/^-?\d+$/.test(text)) return text;
  const reason = `strconv.ParseInt: parsing "${text}": invalid syntax`;
  throw new IstioctlError(`invalid argument "${text}" for "--port" flag: ${reason}`, exitCodes.usage);
}

function byService(one: Cluster, other: Cluster): number {
  const [a, b] = [clusterParts(one.name), clusterParts(other.name)];
  return (
    compareText(a.host, b.host) ||
    compareText(a.subset, b.subset) ||
    a.port - b.port ||
    compareText(a.direction, b.direction)
  );
}

export function clusterRow({ name, type, destinationRule }: Cluster): readonly string[] {
  const { direction, port, subset, host } = clusterParts(name);
  const rule = configuredBy(destinationRule, 'DestinationRule');
  if (direction === '') return [name, '-', '-', '-', type, rule];
  return [host, String(port), subset === '' ? '-' : subset, direction, type, rule];
}
