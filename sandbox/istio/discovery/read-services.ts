import type { KubeObject } from '../../kube/index';
import type { WorkloadEntrySpec } from './api/index';
import { compareText } from './config';
import type { Endpoint } from './endpoint';
import { endpointsOf, sliceOwner } from './kube-endpoints';
import type { MeshConfig } from './mesh-config';
import type { ObjectReader } from './object-reader';
import type { PodModel } from './pod';
import { serviceKey, type Service } from './service';
import { resolveAliases } from './service-alias';
import { serviceEntryEndpoints } from './service-entry-endpoints';
import type { MeshObjects } from './mesh-objects';

/** All services, oldest first, and their endpoints by `namespace/hostname`. */
export function readServices(
  input: MeshObjects,
  reader: ObjectReader,
  mesh: MeshConfig,
): {
  readonly services: readonly Service[];
  readonly endpoints: ReadonlyMap<string, readonly Endpoint[]>;
  readonly podsByIp: ReadonlyMap<string, PodModel>;
} {
  const pods = reader.pods(input);
  const podsByIp = new Map(pods.map((pod) => [pod.ip, pod]));
  const kube = reader.kubeServices(input);
  const entries = reader.serviceEntries(input);
  const endpoints = new Map<string, Endpoint[]>();
  const slices = slicesByService(input.list('EndpointSlice'));
  for (const service of kube) {
    const own = slices.get(`${service.namespace}/${service.name}`);
    if (own) endpoints.set(serviceKey(service), endpointsOf(service, own, podsByIp));
  }
  const workloads = reader.configs<WorkloadEntrySpec>(input, 'WorkloadEntry', 'networking.istio.io');
  for (const service of entries) {
    const found = serviceEntryEndpoints(service, workloads, pods, mesh.trustDomain);
    addEndpoints(endpoints, serviceKey(service), found);
  }
  const services = resolveAliases([...kube, ...entries].sort(compareServices));
  return { services, endpoints, podsByIp };
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
