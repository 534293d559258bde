import type { NetworkFilter } from '../../../envoy/config/index';
import type { TcpRoute } from '../../discovery/api/index';
import { isTls, originOf, type L4Rule, type VirtualService } from '../../discovery/index';
import type { Context } from '../context';
import { virtualServiceMetadata } from '../metadata';
import { tcpProxyToDestinations, withCodec } from '../network-filters/tcp-proxy';
import type { Chain } from './chain';
import { matchesMesh } from './l4-match';
import { ownFilter, type L4Place } from './l4-place';

/** Chains of a plain TCP port: `tcp[]` rules in order up to the first without subnets, else the service itself. */
export function outboundTcpChains(context: Context, place: L4Place): Chain[] {
  if (isTls(place.port.protocol)) return [];
  const chains: Chain[] = [];
  for (const virtualService of place.virtualServices) {
    for (const rule of virtualService.tcp) {
      if (!rule.route.route?.length) continue;
      const filters = withCodec(
        context,
        place.port.protocol,
        filterFor(context, place, virtualService, rule),
      );
      const subnets = subnetsOf(context, place, rule);
      if (subnets === undefined) continue;
      if (subnets.length === 0) {
        const origin = originOf(virtualService.config, rule.path);
        const metadata = virtualServiceMetadata(virtualService);
        return [...chains, { destinationCidrs: place.cidrs, filters, metadata, origin }];
      }
      chains.push({
        destinationCidrs: subnets,
        filters,
        origin: originOf(virtualService.config, `${rule.path}.match`),
      });
    }
  }
  const shadowed = chains.some(
    (chain) => [...(chain.destinationCidrs ?? [])].sort().join() === [...place.cidrs].sort().join(),
  );
  return shadowed ? chains : [...chains, ownChain(context, place)];
}

/** The rule's destination subnets: empty = any address, undefined = the rule is not for this proxy or port. */
function subnetsOf(context: Context, place: L4Place, rule: L4Rule<TcpRoute>): string[] | undefined {
  const matches = rule.route.match ?? [];
  if (matches.length === 0) return [];
  const subnets: string[] = [];
  for (const match of matches) {
    if (!matchesMesh(context, match, place.port.port)) continue;
    if (!match.destinationSubnets?.length) return [];
    subnets.push(...match.destinationSubnets);
  }
  return subnets.length > 0 ? subnets : undefined;
}

function filterFor(
  context: Context,
  place: L4Place,
  virtualService: VirtualService,
  rule: L4Rule<TcpRoute>,
): NetworkFilter {
  return tcpProxyToDestinations(context, {
    destinations: rule.route.route ?? [],
    port: place.port,
    config: virtualService.config,
    path: rule.path,
  });
}

function ownChain(context: Context, place: L4Place): Chain {
  const { service, port } = place;
  const origin = originOf(service.config, port.path);
  return {
    destinationCidrs: place.cidrs,
    filters: withCodec(context, port.protocol, ownFilter(context, place, origin)),
    origin,
  };
}
