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
          byHost.set(key, [...(byHost.get(key) ?? []), service]);
        }
      }
    }
    const reported = new Set<string>();
    for (const [key, own] of byHost) {
      const services = key.startsWith('*/') ? own : [...own, ...exportedToAll(key, byHost)];
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

function exportedToAll(key: string, byHost: ReadonlyMap<string, readonly Resource[]>): readonly Resource[] {
  const host = key.slice(key.indexOf('/') + 1);
  return [...byHost].flatMap(([other, services]) =>
    other.startsWith('*/') && hostsOverlap(host, other.slice(2)) ? services : [],
  );
}
