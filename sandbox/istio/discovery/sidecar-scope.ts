import { groupBy } from '../../lib/group-by';
import type { OutboundTrafficPolicy, SidecarSpec } from './api/index';
import { compareByCreationTime, type Config } from './config';
import { importEgress, type EgressListener } from './egress-listener';
import { isSelective, selects, type Labels } from './labels';
import { addImported, collectImported } from './imported-services';
import type { MeshConfig } from './mesh-config';
import type { Service } from './service';
import type { ServiceRegistry } from './service-registry';
import type { VirtualServiceIndex } from './virtual-service-index';

/** What a proxy sees: services, VirtualServices by egress listener, and the policy for everything else. */
export interface SidecarScope {
  readonly namespace: string;
  readonly sidecar?: Config<SidecarSpec>;
  readonly egressListeners: readonly EgressListener[];
  /** Union over all egress listeners, and destinations of their VirtualServices. */
  readonly services: readonly Service[];
  readonly servicesByHostname: ReadonlyMap<string, Service>;
  readonly outboundTrafficPolicy: OutboundTrafficPolicy;
}

interface Sources {
  readonly registry: ServiceRegistry;
  readonly virtualServices: VirtualServiceIndex;
  readonly mesh: MeshConfig;
}

/** Computes scopes on demand, once per Sidecar and namespace. */
export class SidecarScopes {
  readonly #byNamespace: ReadonlyMap<string, readonly Config<SidecarSpec>[]>;
  readonly #scopes = new Map<string, SidecarScope>();

  constructor(
    sidecars: readonly Config<SidecarSpec>[],
    private readonly sources: Sources,
  ) {
    this.#byNamespace = groupBy([...sidecars].sort(compareSidecars), ({ namespace }) => namespace);
  }

  /** The scope of a workload: a Sidecar that selects it, the namespace's own, the root namespace's, or everything. */
  forWorkload(namespace: string, labels: Labels): SidecarScope {
    const own = this.#byNamespace
      .get(namespace)
      ?.find((sidecar) => selects(sidecar.spec.workloadSelector?.labels, labels));
    const root = this.#byNamespace
      .get(this.sources.mesh.rootNamespace)
      ?.find((sidecar) => !isSelective(sidecar.spec.workloadSelector?.labels));
    const sidecar = own ?? root;
    const key = `${namespace}|${sidecar === undefined ? '' : `${sidecar.namespace}/${sidecar.name}`}`;
    return this.#cached(key, () => computeScope(namespace, sidecar, this.sources));
  }

  /** Gateways see every service that is exported to their namespace. */
  forGateway(namespace: string): SidecarScope {
    return this.#cached(`gateway|${namespace}`, () => gatewayScope(namespace, this.sources));
  }

  #cached(key: string, compute: () => SidecarScope): SidecarScope {
    const known = this.#scopes.get(key);
    if (known) return known;
    const scope = compute();
    this.#scopes.set(key, scope);
    return scope;
  }
}

/** With a workload selector first, then by age. */
function compareSidecars(a: Config<SidecarSpec>, b: Config<SidecarSpec>): number {
  const selective = (sidecar: Config<SidecarSpec>): number =>
    sidecar.spec.workloadSelector === undefined ? 1 : 0;
  return selective(a) - selective(b) || compareByCreationTime(a, b);
}

/** What a workload of a namespace sees under a Sidecar, or without any. */
export function computeScope(
  namespace: string,
  sidecar: Config<SidecarSpec> | undefined,
  sources: Sources,
): SidecarScope {
  const declared = sidecar?.spec.egress ?? [];
  const listeners = declared.length > 0 ? declared : [{ hosts: ['*/*'] }];
  const egressListeners = listeners.map((listener) =>
    importEgress(listener, namespace, sources.registry, sources.virtualServices),
  );
  const { services, byHostname } = collectImported(egressListeners, namespace, sources.registry);
  return {
    namespace,
    ...(sidecar ? { sidecar } : {}),
    egressListeners,
    services,
    servicesByHostname: byHostname,
    outboundTrafficPolicy: sidecar?.spec.outboundTrafficPolicy ?? sources.mesh.outboundTrafficPolicy,
  };
}

function gatewayScope(namespace: string, sources: Sources): SidecarScope {
  const imported = { services: [] as Service[], byHostname: new Map<string, Service>() };
  for (const service of sources.registry.visibleTo(namespace)) addImported(imported, service);
  return {
    namespace,
    egressListeners: [],
    services: imported.services,
    servicesByHostname: imported.byHostname,
    outboundTrafficPolicy: sources.mesh.outboundTrafficPolicy,
  };
}
