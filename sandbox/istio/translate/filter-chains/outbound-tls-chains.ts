import { addressFor, isTls, isWildcard, originOf, UNSPECIFIED_IP, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { virtualServiceMetadata } from '../metadata';
import { alternativeNames } from '../route-configurations/virtual-host-domains';
import { tcpProxyToDestinations } from '../network-filters/tcp-proxy';
import type { Chain } from './chain';
import { matchesMesh } from './l4-match';
import { ownFilter, type L4Place } from './l4-place';

/** Chains of a TLS port: `tls[]` rules by SNI, else the service itself (pilot/pkg/networking/core/tls.go). */
export function outboundTlsChains(context: Context, place: L4Place): Chain[] {
  if (!isTls(place.port.protocol)) return [];
  const chains: Chain[] = [];
  const handled = new Set<string>();
  for (const virtualService of place.virtualServices) {
    for (const rule of virtualService.tls) {
      if (!rule.route.route?.length) continue;
      (rule.route.match ?? []).forEach((match, index) => {
        if (!matchesMesh(context, match, place.port.port)) return;
        const subnets = match.destinationSubnets ?? [];
        const key = `${(match.sniHosts ?? []).join()}|${subnets.join()}`;
        if (handled.has(key)) return;
        handled.add(key);
        chains.push({
          sniHosts: match.sniHosts ?? [],
          destinationCidrs: subnets.length > 0 ? subnets : place.cidrs,
          filters: [
            tcpProxyToDestinations(context, {
              destinations: rule.route.route ?? [],
              port: place.port,
              config: virtualService.config,
              path: rule.path,
            }),
          ],
          metadata: virtualServiceMetadata(virtualService),
          origin: originOf(virtualService.config, `${rule.path}.match[${String(index)}]`),
        });
      });
    }
  }
  return chains.length > 0 ? chains : [ownChain(context, place)];
}

function ownChain(context: Context, place: L4Place): Chain {
  const { service, port } = place;
  const origin = originOf(service.config, port.path);
  return {
    sniHosts: needsSni(context, place) ? sniHosts(context, service) : [],
    destinationCidrs: place.cidrs,
    filters: [ownFilter(context, place, origin)],
    origin,
  };
}

/** Without an address of its own only the SNI tells services on one port apart. */
function needsSni({ ips }: Context, { service, bind, cidrs, perPod }: L4Place): boolean {
  if (perPod) return false;
  if (cidrs.length > 0 || (service.resolution === 'dynamicDNS' && isWildcard(service.hostname))) return true;
  const [wildcard] = ips.wildcards;
  const address = addressFor(service, ips);
  const isAnywhere = service.registry === 'External' && address === UNSPECIFIED_IP;
  return bind === wildcard && (address === wildcard || isAnywhere);
}

function sniHosts(context: Context, service: Service): string[] {
  return [
    service.hostname,
    ...service.aliases.flatMap((alias) => [alias, ...alternativeNames(alias, context.proxy.dnsDomain)]),
  ];
}
