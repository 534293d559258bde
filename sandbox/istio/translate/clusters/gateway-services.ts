import { at } from '../../../kube/index';
import { parseHttpUrl } from '../../../lib/url';
import { destinationsOf, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { mergedGatewayOf, passesOnBySni } from '../gateways/merged-gateway';

/**
 * The services that a proxy has clusters for: all that it may see, unless PILOT_FILTER_GATEWAY_CLUSTER_CONFIG leaves
 * gateways those that their VirtualServices lead to (pilot/pkg/model/push_context.go GatewayServices).
 */
export function upstreamServices(context: Context): readonly Service[] {
  const { services } = context.scope;
  return isFiltered(context) ? services.filter(attachment(context)) : services;
}

/** Whether a change of a service can mean anything to a proxy's clusters. */
export function isUpstream(context: Context, service: Named): boolean {
  if (!isFiltered(context) || passesOnBySni(mergedGatewayOf(context))) return true;
  return attachment(context)(service);
}

type Named = Pick<Service, 'hostname' | 'namespace'>;

function isFiltered({ proxy, snapshot }: Context): boolean {
  return proxy.type === 'router' && snapshot.features.filterGatewayClusterConfig;
}

function attachment(context: Context): (service: Named) => boolean {
  const { virtualServices, mesh, features, requestAuthentications } = context.snapshot;
  const gateways = new Set(
    mergedGatewayOf(context).groups.flatMap(({ servers }) => servers.map(({ gateway }) => gateway)),
  );
  const hosts = new Set(
    virtualServices.virtualServices
      .filter((service) => service.gateways.some((gateway) => gateways.has(gateway)))
      .flatMap((service) => [...destinationsOf(service).keys()]),
  );
  for (const provider of mesh.extensionProviders ?? []) {
    for (const settings of Object.values(provider) as unknown[]) {
      const named = at(settings, 'service');
      if (typeof named === 'string') hosts.add(named);
    }
  }
  if (features.jwksFetchMode !== 'istiod') {
    for (const { rule } of requestAuthentications.forWorkload(context.proxy)) {
      const url = parseHttpUrl(rule.jwksUri ?? rule.jwks_uri ?? '');
      if (url !== undefined) hosts.add(url.host);
    }
  }
  return ({ hostname, namespace }) => hosts.has(hostname) || hosts.has(`${namespace}/${hostname}`);
}
