import type { BackendRef, ParentReference } from '../api/index';
import type { Config } from '../config';
import type { ConversionInput } from './conversion-input';
import { GATEWAY_API, kindOf, kinds, type KindName } from './object-kinds';
import { findServiceEntry } from './route-parents';

/** What a policy means: a Service, or a ServiceEntry. */
export interface PolicyTarget {
  readonly kind: KindName;
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly ports: readonly { readonly name: string; readonly number: number }[];
}

interface TargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** Finds a target, or says why it cannot be meant. */
export function findTarget(
  reference: TargetReference,
  namespace: string,
  input: ConversionInput,
): PolicyTarget | string {
  const { kind: written, name, sectionName } = reference;
  const kind = kindOf(reference, '/');
  const target = lookUp(kind, namespace, name, input);
  if (target === undefined)
    return KNOWN.has(kind)
      ? `reference ${namespace}/${name} (of kind ${written}) not found`
      : `unsupported kind ${written}`;
  if (typeof target === 'string') return target;
  if (sectionName === undefined || sectionName === '') return target;
  if (target.ports.some((port) => port.name === sectionName)) return target;
  return `sectionName ${JSON.stringify(sectionName)} does not exist in ${written} ${namespace}/${name}`;
}

const KNOWN: ReadonlySet<KindName> = new Set<KindName>([
  kinds.service,
  kinds.serviceEntry,
  kinds.configMap,
  kinds.secret,
]);

function lookUp(
  kind: KindName,
  namespace: string,
  name: string,
  input: ConversionInput,
): PolicyTarget | string | undefined {
  if (kind === kinds.serviceEntry) {
    const entry = findServiceEntry(name, namespace, input);
    if (entry === undefined) return undefined;
    const ports = (entry.spec.ports ?? []).map((port) => ({ name: port.name ?? '', number: port.number }));
    return { kind, namespace, name, hosts: entry.spec.hosts ?? [], ports };
  }
  if (kind !== kinds.service) {
    const objects = kind === kinds.secret ? input.secrets : input.configMaps;
    const found = KNOWN.has(kind) && objects.has(`${namespace}/${name}`);
    return found ? `unsupported reference kind: ${kind.split('/')[1] ?? ''}` : undefined;
  }
  const service = [...input.registry.services].find(
    (candidate) =>
      candidate.registry === 'Kubernetes' && candidate.namespace === namespace && candidate.name === name,
  );
  if (service === undefined) return undefined;
  const ports = service.ports.map((port) => ({ name: port.name, number: port.port }));
  return { kind, namespace, name, hosts: [service.hostname], ports };
}

type RouteWithBackends = Config<{
  readonly parentRefs?: readonly ParentReference[];
  readonly rules?: readonly { readonly backendRefs?: readonly BackendRef[] }[];
}>;

/** The Gateways, as `namespace/name`, whose routes lead to a target. */
export function gatewaysOf(target: PolicyTarget, input: ConversionInput): readonly string[] {
  const routes: readonly RouteWithBackends[] = [
    ...input.httpRoutes,
    ...input.grpcRoutes,
    ...input.tcpRoutes,
    ...input.tlsRoutes,
  ];
  return routes.flatMap(({ namespace, spec }) => {
    const leads = (spec.rules ?? []).some(({ backendRefs = [] }) =>
      backendRefs.some(
        (backend) =>
          kindOf(backend, kinds.service) === target.kind &&
          backend.name === target.name &&
          (backend.namespace ?? namespace) === target.namespace,
      ),
    );
    if (!leads) return [];
    return (spec.parentRefs ?? [])
      .filter((parent) => kindOf(parent, kinds.gateway) === kinds.gateway)
      .map((parent) => `${parent.namespace ?? namespace}/${parent.name}`);
  });
}

/** How a Gateway stands in a policy's status. */
export function gatewayReference(place: string): ParentReference {
  return { group: GATEWAY_API, kind: 'Gateway', name: place.slice(place.indexOf('/') + 1) };
}
