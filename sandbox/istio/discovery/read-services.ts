import type { KubeObject } from '../../kube/index';
import type { WorkloadEntrySpec } from './api/index';
import { compareText, type Config } from './config';
import type { Endpoint } from './endpoint';
import { endpointsOf, sliceOwner } from './kube-endpoints';
import type { MeshConfig } from './mesh-config';
import type { ObjectReader } from './object-reader';
import type { PodModel } from './pod';
import { serviceKey, type Service } from './service';
import { resolveAliases } from './service-alias';
import { serviceEntryEndpoints } from './service-entry-endpoints';
import { ServiceRegistry } from './service-registry';
import type { MeshObjects } from './mesh-objects';

/** The services of a mesh, their endpoints, and the pods behind them. */
export interface Services {
  readonly registry: ServiceRegistry;
  readonly podsByIp: ReadonlyMap<string, PodModel>;
}

/** Reads services, oldest first, and their endpoints; the answer of the last time when nothing of it changed. */
export function readServices(input: MeshObjects, reader: ObjectReader, mesh: MeshConfig): Services {
  const found: Found = {
    pods: reader.pods(input),
    kube: reader.kubeServices(input),
    entries: reader.serviceEntries(input),
    slices: input.list('EndpointSlice'),
    workloads: reader.configs<WorkloadEntrySpec>(input, 'WorkloadEntry', 'networking.istio.io'),
  };
  const inputs = [found.pods, found.kube, found.entries, found.slices, found.workloads].flatMap((list) => [
    list.length,
    ...list,
  ]);
  return reader.sections.reuse('services', inputs, () => assemble(found, mesh));
}

interface Found {
  readonly pods: readonly PodModel[];
  readonly kube: readonly Service[];
  readonly entries: readonly Service[];
  readonly slices: readonly KubeObject[];
  readonly workloads: readonly Config<WorkloadEntrySpec>[];
}

function assemble({ pods, kube, entries, slices, workloads }: Found, mesh: MeshConfig): Services {
  const podsByIp = new Map(pods.map((pod) => [pod.ip, pod]));
  const endpoints = new Map<string, Endpoint[]>();
  const byService = slicesByService(slices);
  for (const service of kube) {
    const own = byService.get(`${service.namespace}/${service.name}`);
    if (own) endpoints.set(serviceKey(service), endpointsOf(service, own, podsByIp));
  }
  for (const service of entries) {
    const found = serviceEntryEndpoints(service, workloads, pods, mesh.trustDomain);
    addEndpoints(endpoints, serviceKey(service), found);
  }
  const services = resolveAliases([...kube, ...entries].sort(compareServices));
  return { registry: new ServiceRegistry(services, endpoints), podsByIp };
}

/** Services of one host and namespace share their endpoints; a host with several addresses lists them once. */
function addEndpoints(index: Map<string, Endpoint[]>, key: string, found: readonly Endpoint[]): void {
  const list = index.get(key) ?? [];
  index.set(key, list);
  for (const endpoint of found) {
    const known = list.some(
      (other) =>
        other.address === endpoint.address &&
        other.port === endpoint.port &&
        other.servicePort === endpoint.servicePort,
    );
    if (!known) list.push(endpoint);
  }
}

function slicesByService(slices: readonly KubeObject[]): Map<string, KubeObject[]> {
  const result = new Map<string, KubeObject[]>();
  for (const slice of slices) {
    const owner = sliceOwner(slice);
    if (owner === undefined) continue;
    const list = result.get(owner);
    if (list) list.push(slice);
    else result.set(owner, [slice]);
  }
  return result;
}

function compareServices(a: Service, b: Service): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.name, b.name) ||
    compareText(a.namespace, b.namespace)
  );
}
