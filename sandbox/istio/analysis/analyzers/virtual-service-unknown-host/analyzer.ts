import { defineAnalyzer, type Place, type Report } from '../../analyzer';
import { knownHosts, type KnownHost } from '../../hosts';
import type { AnalysisContext } from '../../context';
import type { Resource } from '../../resource';
import {
  mirrorDestinations,
  routeDestinations,
  type PlacedDestination,
} from '../virtual-service-destinations';

/** Routes must lead to services that exist, by ports that they have. */
export const virtualServiceUnknownHost = defineAnalyzer({
  name: 'virtualservice.DestinationHostAnalyzer',
  description: 'Checks the destination hosts associated with each virtual service',
  inputs: ['ServiceEntry', 'VirtualService', 'Service'],
  analyze(context, report) {
    const hosts = knownHosts(context);
    const subsetRoutes = subsetRoutesByHost(context);
    for (const service of context.all('VirtualService')) {
      const exportTo = service.spec.at('exportTo').texts;
      const check = (destinations: readonly PlacedDestination[], what: string): void => {
        for (const placed of destinations) {
          const host = placed.destination.at('host').text;
          const known = hosts.find(service.namespace, exportTo, host);
          if (known) checkPort(service, placed, known, report);
          else report(service, 'ReferencedResourceNotFound', [what, host], hostPlace(placed));
        }
      };
      check(routeDestinations(service), 'host');
      check(mirrorDestinations(service), 'mirror host');
      checkIngressSubsets(service, subsetRoutes, report);
    }
  },
});

function hostPlace({ destination, line }: PlacedDestination): Place {
  return { path: destination.at('host').path, linePath: line?.path ?? '' };
}

function checkPort(service: Resource, placed: PlacedDestination, known: KnownHost, report: Report): void {
  const { destination } = placed;
  const host = destination.at('host').text;
  if (!destination.has('port')) {
    if (known.ports.length <= 1) return;
    report(service, 'VirtualServiceDestinationPortSelectorRequired', [host, known.ports], hostPlace(placed));
    return;
  }
  const number = destination.at('port').at('number');
  if (known.ports.includes(number.number)) return;
  report(service, 'ReferencedResourceNotFound', ['host:port', `${host}:${String(number.number)}`], {
    path: number.path,
    linePath: placed.line?.path ?? '',
  });
}

/** Of each host the VirtualServices that are for it and split it by subsets, once for each such route. */
function subsetRoutesByHost(context: AnalysisContext): ReadonlyMap<string, readonly string[]> {
  const routes = new Map<string, string[]>();
  for (const service of context.all('VirtualService')) {
    const own = service.spec.at('hosts').texts;
    for (const destination of httpDestinations(service)) {
      const host = destination.at('host').text;
      if (destination.at('subset').text === '') continue;
      const known = routes.get(host) ?? [];
      routes.set(host, known);
      for (const name of own) if (name === host) known.push(service.fullName);
    }
  }
  return routes;
}

function httpDestinations(service: Resource): readonly PlacedDestination['destination'][] {
  return routeDestinations(service)
    .filter(({ protocol }) => protocol === 'http')
    .map(({ destination }) => destination);
}

/** A gateway decides once: rules for sidecars that split by subset do not touch its requests. */
function checkIngressSubsets(
  service: Resource,
  subsetRoutes: ReadonlyMap<string, readonly string[]>,
  report: Report,
): void {
  if (service.spec.at('gateways').items.length === 0) return;
  for (const destination of httpDestinations(service)) {
    if (destination.at('subset').text !== '') continue;
    const host = destination.at('host');
    for (const other of subsetRoutes.get(host.text) ?? []) {
      const place = { path: host.path, linePath: '' };
      report(service, 'IngressRouteRulesNotAffected', [other, service.fullName], place);
    }
  }
}
