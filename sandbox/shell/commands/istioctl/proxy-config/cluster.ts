import type { Cluster, ProxyConfig } from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import { IstioctlError, exitCodes } from '../failure';
import type { Call } from '../verb';
import { configuredBy, wideTable } from './configured-by';
import { proxyVerb } from './proxy-verb';

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
    const rows = chosen(config, call).map(row);
    return formatTable(
      [['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'DESTINATION RULE'], ...rows],
      wideTable,
    );
  },
  dump: chosen,
});

function chosen({ clusters }: ProxyConfig, { input }: Call): readonly Cluster[] {
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

/** `outbound|80|v1|reviews.default.svc.cluster.local`; other names stand for themselves. */
function partsOf(name: string): {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
} {
  const [direction = '', port = '', subset = '', ...host] = name.split('|');
  return host.length === 0
    ? { direction: '', port: 0, subset: '', host: name }
    : { direction, port: Number(port), subset, host: host.join('|') };
}

function byService(one: Cluster, other: Cluster): number {
  const [a, b] = [partsOf(one.name), partsOf(other.name)];
  if (a.host !== b.host) return a.host < b.host ? -1 : 1;
  if (a.subset !== b.subset) return a.subset < b.subset ? -1 : 1;
  if (a.port !== b.port) return a.port - b.port;
  return a.direction < b.direction ? -1 : Number(a.direction > b.direction);
}

function row({ name, type, origin }: Cluster): readonly string[] {
  const { direction, port, subset, host } = partsOf(name);
  const rule = configuredBy(origin, 'DestinationRule');
  if (direction === '') return [name, '-', '-', '-', type, rule];
  return [host, String(port), subset === '' ? '-' : subset, direction, type, rule];
}
