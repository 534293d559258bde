import { defineAnalyzer } from '../../analyzer';
import { hostsOverlap } from '../../../validation/checks/host-name';
import { fullHost, scopesOf } from '../../hosts';
import type { Resource } from '../../resource';

/** Two VirtualServices for one host in the mesh: which one counts is not defined. */
export const virtualServiceConflict = defineAnalyzer({
  name: 'virtualservice.ConflictingMeshGatewayHostsAnalyzer',
  description: 'Checks if multiple virtual services associated with the mesh gateway have conflicting hosts',
  inputs: ['VirtualService'],
  analyze(context, report) {
    const byHost = new Map<string, Resource[]>();
    for (const service of context.all('VirtualService')) {
      const gateways = service.spec.at('gateways').texts;
      if (gateways.length > 0 && !gateways.includes('mesh')) continue;
      for (const scope of scopesOf(service.spec.at('exportTo'), service.namespace)) {
        for (const host of service.spec.at('hosts').texts) {
          const key = `${scope}/${fullHost(service.namespace, host)}`;
          const known = byHost.get(key);
          if (known) known.push(service);
          else byHost.set(key, [service]);
        }
      }
    }
    const wildcards = [...byHost.keys()].filter((key) => key.startsWith('*/*'));
    const reported = new Set<string>();
    for (const [key, own] of byHost) {
      const services = key.startsWith('*/')
        ? own
        : [...own, ...overlapping(key, byHost, wildcards).flatMap((other) => byHost.get(other) ?? [])];
      if (services.length <= 1) continue;
      const names = services
        .map((service) => service.fullName)
        .sort()
        .join(',');
      for (const service of services) {
        if (reported.has(service.fullName)) continue;
        reported.add(service.fullName);
        const place = { path: 'spec.hosts', linePath: 'metadata.name' };
        report(service, 'ConflictingMeshGatewayVirtualServiceHosts', [names, key], place);
      }
    }
  },
});

/** The hosts exported to all namespaces that a host of one namespace overlaps with. */
function overlapping(
  key: string,
  byHost: ReadonlyMap<string, readonly Resource[]>,
  wildcards: readonly string[],
): readonly string[] {
  const host = key.slice(key.indexOf('/') + 1);
  if (!host.startsWith('*'))
    return [`*/${host}`, ...wildcards.filter((other) => hostsOverlap(host, other.slice(2)))];
  return [...byHost.keys()].filter((other) => other.startsWith('*/') && hostsOverlap(host, other.slice(2)));
}
