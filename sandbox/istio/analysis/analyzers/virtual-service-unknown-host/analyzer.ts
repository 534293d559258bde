import { defineAnalyzer, type Place, type Report } from '../../analyzer';
import { findHost, knownHosts, type KnownHost } from '../../hosts';
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
    const routesBySubset = subsetRoutes(context);
    for (const service of context.all('VirtualService')) {
      const check = (destinations: readonly PlacedDestination[], what: string): void => {
        for (const placed of destinations) {
          const host = placed.destination.at('host').text;
          const exportTo = service.spec.at('exportTo').texts;
          const known = findHost(hosts, service.namespace, exportTo, host);
          if (known) checkPort(service, placed, known, report);
          else report(service, 'ReferencedResourceNotFound', [what, host], hostPlace(placed));
        }
      };
      check(routeDestinations(service.spec), 'host');
      check(mirrorDestinations(service.spec), 'mirror host');
      checkIngressSubsets(service, routesBySubset, report);
    }
  },
});

function hostPlace({ destination, linePath }: PlacedDestination): Place {
  return { path: destination.at('host').path, linePath };
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
    linePath: placed.linePath,
  });
}

/** Hosts that a VirtualService both is for and splits by subsets: name of the VirtualService → one host per route. */
function subsetRoutes(context: AnalysisContext): ReadonlyMap<string, readonly string[]> {
  const routes = new Map<string, string[]>();
  for (const service of context.all('VirtualService')) {
    const own = service.spec.at('hosts').texts;
    for (const destination of httpDestinations(service)) {
      const host = destination.at('host').text;
      if (destination.at('subset').text === '') continue;
      for (const _ of own.filter((name) => name === host)) {
        routes.set(service.fullName, [...(routes.get(service.fullName) ?? []), host]);
      }
    }
  }
  return routes;
}

function httpDestinations(service: Resource): readonly PlacedDestination['destination'][] {
  return routeDestinations(service.spec)
    .filter(({ protocol }) => protocol === 'http')
    .map(({ destination }) => destination);
}

/** A gateway decides once: rules for sidecars that split by subset do not touch its requests. */
function checkIngressSubsets(
  service: Resource,
  routes: ReadonlyMap<string, readonly string[]>,
  report: Report,
): void {
  if (service.spec.at('gateways').items.length === 0) return;
  for (const destination of httpDestinations(service)) {
    if (destination.at('subset').text !== '') continue;
    const host = destination.at('host');
    for (const [other, hosts] of routes) {
      for (const _ of hosts.filter((name) => name === host.text)) {
        report(service, 'IngressRouteRulesNotAffected', [other, service.fullName], {
          path: host.path,
          linePath: '',
        });
      }
    }
  }
}
