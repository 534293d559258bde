import { invariant } from '../../lib/invariant';
import type { Origin } from '../../lib/origin';
import {
  serviceTargets,
  type AppliedPolicies,
  type DestinationRule,
  type Service,
  type ServiceTarget,
  type SidecarScope,
  type Snapshot,
} from '../discovery/index';
import { withAllocatedAddresses } from './proxy/allocated-addresses';
import { proxyIps, type ProxyIps } from './proxy/proxy-ips';
import type { ProxyNodeInfo } from './proxy/proxy-node';

/** What every step of a translation looks at: the mesh, the proxy, and what the proxy may see. */
export interface Context {
  readonly snapshot: Snapshot;
  readonly proxy: ProxyNodeInfo;
  readonly scope: SidecarScope;
  /** The services this proxy's workload is an instance of. */
  readonly targets: readonly ServiceTarget[];
  /** What follows from the families of its addresses. */
  readonly ips: ProxyIps;
  /** Where the proxy runs: `region/zone/subzone`, empty when nothing tells. */
  readonly locality: string;
  /** The AuthorizationPolicies it enforces. */
  readonly authorizationPolicies: AppliedPolicies;
  /** The DestinationRule that governs calls of this proxy to a service. */
  destinationRule(service: Service): DestinationRule | undefined;
}

export function createContext(snapshot: Snapshot, proxy: ProxyNodeInfo): Context {
  invariant(proxy.namespace !== '', `proxy ${proxy.id} has no namespace`);
  const seen =
    proxy.type === 'router'
      ? snapshot.scopes.forGateway(proxy.namespace)
      : snapshot.scopes.forWorkload(proxy.namespace, proxy.labels);
  const scope = proxy.dnsAutoAllocate ? withAllocatedAddresses(seen, snapshot.allocatedAddresses) : seen;
  let targets: readonly ServiceTarget[] | undefined;
  let policies: AppliedPolicies | undefined;
  const rules = new Map<Service, DestinationRule | undefined>();
  return {
    snapshot,
    proxy,
    scope,
    get targets() {
      targets ??= serviceTargets(snapshot, proxy);
      return targets;
    },
    ips: proxyIps(proxy, snapshot.features),
    locality: proxy.locality ?? snapshot.podsByIp.get(proxy.ip)?.locality ?? '',
    get authorizationPolicies() {
      policies ??= snapshot.authorizationPolicies.forWorkload(proxy);
      return policies;
    },
    destinationRule(service) {
      if (rules.has(service)) return rules.get(service);
      const rule = snapshot.destinationRules.lookup(proxy.namespace, service, proxy.labels);
      rules.set(service, rule);
      return rule;
    },
  };
}

/** Origin of what no object asked for: the mesh-wide configuration. */
export function meshOrigin(context: Context, path: string): Origin {
  return { kind: 'MeshConfig', namespace: context.snapshot.mesh.rootNamespace, name: 'istio', path };
}
