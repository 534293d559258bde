import type { ProxyConfig, RouteConfiguration, RouteMatch } from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';
import type { Call } from '../verb';
import { managedBy, wideTable } from './configured-by';
import { printedRoutes } from './printed/route';
import { proxyVerb } from './proxy-verb';

export const routeHeader = ['NAME', 'VHOST NAME', 'DOMAINS', 'MATCH', 'VIRTUAL SERVICE'];

/** Which requests a proxy knows, and what it does with them. */
export const route = proxyVerb({
  name: 'route',
  aliases: ['routes', 'r'],
  summary: 'Retrieves route configuration for the Envoy in the specified pod',
  flags: [
    { long: 'name', type: 'string', summary: 'Filter listeners by route name field' },
    { long: 'verbose', type: 'string', implied: 'true', summary: 'Output more information' },
  ],
  table(config, call) {
    const routes = chosenRoutes(config, call);
    if (call.input.flag('verbose') === 'false') {
      const counts = routes.map(({ name, virtualHosts }) => [name, String(virtualHosts.length)]);
      return formatTable([['NAME', 'VIRTUAL HOSTS'], ...counts], wideTable);
    }
    return formatTable([routeHeader, ...routes.flatMap(routeRows)], wideTable);
  },
  dump: (config, call) => chosenRoutes(config, call).map(printedRoutes),
});

/** The route configurations that the flags ask for. */
export function chosenRoutes(
  { routeConfigurations }: ProxyConfig,
  { input }: Call,
): readonly RouteConfiguration[] {
  const name = input.flag('name') ?? '';
  return sortedByPort(routeConfigurations).filter((one) => name === '' || one.name === name);
}

/** Names that are numbers are sorted among each other; like istioctl's sort, others stay where they are. */
function sortedByPort(routes: readonly RouteConfiguration[]): readonly RouteConfiguration[] {
  const sorted = [...routes];
  for (let end = 1; end < sorted.length; end++) {
    for (let at = end; at > 0 && isBefore(sorted[at], sorted[at - 1]); at--) {
      [sorted[at - 1], sorted[at]] = [sorted[at], sorted[at - 1]] as [RouteConfiguration, RouteConfiguration];
    }
  }
  return sorted;
}

function isBefore(one: RouteConfiguration | undefined, other: RouteConfiguration | undefined): boolean {
  const names = [one?.name ?? '', other?.name ?? ''];
  return names.every((name) => /^\d+$/.test(name)) && Number(names[0]) < Number(names[1]);
}

/** A line per route: the 404 of a host without any is a line too. */
export function routeRows({ name, virtualHosts }: RouteConfiguration): readonly (readonly string[])[] {
  return virtualHosts.flatMap((host) => {
    const place = [name, host.name, domainsText(host.domains)];
    if (host.routes.length === 0) return [[...place, '/*', '404']];
    return host.routes
      .filter((one) => one.route?.cluster !== 'PassthroughCluster')
      .map((one) => [...place, matchText(one.match), managedBy(one.metadata)]);
  });
}

/** At most two domains, without ports and without the longer forms of one that is shown. */
function domainsText(domains: readonly string[]): string {
  if (domains.length <= 1) return domains[0] ?? '';
  const plain = domains.filter(
    (domain) => !domain.includes(':') || (domain.split(':').length > 3 && domain.endsWith(']')),
  );
  const short = plain.filter(
    (domain) =>
      !['.svc.cluster.local', '.svc'].some(
        (suffix) => domain.endsWith(suffix) && plain.includes(domain.slice(0, -suffix.length)),
      ),
  );
  const shown = short.slice(0, 2).join(', ');
  return short.length > 2 ? `${shown} + ${String(short.length - 2)} more...` : shown;
}

/** The path that a route wants; headers are not shown. */
export function matchText(match: RouteMatch): string {
  return [
    match.prefix === undefined || match.prefix === '' ? '' : `${match.prefix}*`,
    match.pathSeparatedPrefix === undefined ? '' : `PathPrefix:${match.pathSeparatedPrefix}`,
    match.path ?? '',
    match.safeRegex ? `regex ${match.safeRegex.regex}` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}
