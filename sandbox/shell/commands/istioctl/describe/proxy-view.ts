import type { ProxyConfig } from '../../../../envoy/config/index';
import type { KubeObject } from '../../../../kube/index';
import type { Origin } from '../../../../lib/origin';
import { clusterParts } from '../proxy-config/cluster-parts';

/** The DestinationRule that a proxy follows when it calls a service's port. */
export function ruleFor(config: ProxyConfig, service: KubeObject, port: number): Origin | undefined {
  const host = hostOf(service);
  const cluster = config.clusters.find(({ name }) => {
    const parts = clusterParts(name);
    return parts.direction === 'outbound' && parts.host === host && parts.port === port;
  });
  return cluster?.destinationRule;
}

/** The VirtualService whose routes a proxy follows for a service's port. */
export function routesFor(config: ProxyConfig, service: KubeObject, port: number): Origin | undefined {
  const host = hostOf(service);
  for (const { name, virtualHosts } of config.routeConfigurations) {
    if (name !== String(port) && !/^https?\./.test(name)) continue;
    for (const { domains, routes } of virtualHosts) {
      for (const { route, origin } of routes) {
        const cluster = route?.cluster ?? route?.weightedClusters?.clusters[0]?.name ?? '';
        const parts = clusterParts(cluster);
        const leadsThere = domains.includes(host) || (parts.host === host && parts.port === port);
        if (leadsThere) return origin?.kind === 'VirtualService' ? origin : undefined;
      }
    }
  }
  return undefined;
}

/** Names of the policies that the first inbound chain for HTTP enforces. */
export function policiesOf(config: ProxyConfig): readonly string[] {
  const inbound = config.listeners.find(({ name }) => name === 'virtualInbound');
  for (const { filters } of inbound?.filterChains ?? []) {
    for (const { name, typedConfig } of filters) {
      if (name !== 'envoy.filters.network.http_connection_manager' || !('httpFilters' in typedConfig))
        continue;
      const rbac = typedConfig.httpFilters.find((filter) => filter.name === 'envoy.filters.http.rbac');
      const rules = rbac?.typedConfig as { readonly rules?: { readonly policies?: object } } | undefined;
      return Object.keys(rules?.rules?.policies ?? {});
    }
  }
  return [];
}

export function hostOf({ metadata }: KubeObject): string {
  return `${metadata.name}.${metadata.namespace ?? ''}.svc.cluster.local`;
}
