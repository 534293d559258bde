import { compareText } from '../../lib/compare-text';
import type { KubeObject } from '../../kube/index';
import { groupBy } from '../../lib/group-by';
import type { WorkloadEntrySpec } from './api/index';
import { CLUSTER_ID } from './cluster-id';
import type { Config } from './config';
import type { Endpoint } from './endpoint';
import { EndpointIndex } from './endpoint-index';
import { endpointsOf, sliceOwner, type EndpointSetting } from './kube-endpoints';
import type { SectionMemo } from './memo';
import type { MeshConfig } from './mesh-config';
import type { ObjectReader } from './object-reader';
import type { PodModel } from './pod';
import { serviceKey, type Service } from './service';
import { resolveAliases } from './service-alias';
import { selectable, selectedWorkloads, serviceEntryEndpoints } from './service-entry-endpoints';
import { ServiceRegistry } from './service-registry';
import type { MeshObjects } from './mesh-objects';
import { withInheritedDistribution } from './traffic-distribution';

/** The services of a mesh, their endpoints, and the pods behind them. */
export interface Services {
  readonly registry: ServiceRegistry;
  readonly endpoints: EndpointIndex;
  readonly podsByIp: ReadonlyMap<string, PodModel>;
}

/** Reads services, oldest first, and their endpoints; what nothing of changed is the answer of the last time. */
export function readServices(
  input: MeshObjects,
  reader: ObjectReader,
  mesh: MeshConfig,
  { networks, dualStack }: Pick<EndpointSetting, 'networks' | 'dualStack'>,
): Services {
  const found: Found = {
    pods: reader.pods(input),
    kube: withInheritedDistribution(reader.kubeServices(input), input),
    entries: withInheritedDistribution(reader.serviceEntries(input), input),
    slices: input.list('EndpointSlice'),
    workloads: reader.configs<WorkloadEntrySpec>(input, 'WorkloadEntry', 'networking.istio.io'),
  };
  const { pods, kube, entries, slices, workloads } = found;
  const { sections } = reader;
  const podsByIp = sections.reuse('podsByIp', pods, () => byIp(pods));
  const registry = sections.reuse(
    'registry',
    [kube.length, ...kube, ...entries],
    () => new ServiceRegistry(resolveAliases([...kube, ...entries].sort(compareServices))),
  );
  const endpoints = sections.reuse(
    'endpoints',
    [registry, podsByIp, networks, dualStack, slices.length, ...slices, ...workloads],
    () => indexEndpoints(found, { podsByIp, networks, dualStack }, sections, mesh),
  );
  return { registry, endpoints, podsByIp };
}

/** By each of their addresses. */
function byIp(pods: readonly PodModel[]): Map<string, PodModel> {
  return new Map(pods.flatMap((pod) => [pod.ip, ...pod.additionalIps].map((ip) => [ip, pod] as const)));
}

interface Found {
  readonly pods: readonly PodModel[];
  readonly kube: readonly Service[];
  readonly entries: readonly Service[];
  readonly slices: readonly KubeObject[];
  readonly workloads: readonly Config<WorkloadEntrySpec>[];
}

function indexEndpoints(
  { pods, kube, entries, slices, workloads }: Found,
  setting: EndpointSetting,
  sections: SectionMemo,
  mesh: MeshConfig,
): EndpointIndex {
  const endpoints = new Map<string, Endpoint[]>();
  const byService = groupBy(slices, sliceOwner);
  const ofEntries = { networks: setting.networks, cluster: CLUSTER_ID, trustDomain: mesh.trustDomain };
  const choice = sections.reuse('selectable', [pods.length, ...pods, ...workloads], () =>
    selectable(workloads, pods),
  );
  for (const service of kube) {
    const own = byService.get(`${service.namespace}/${service.name}`);
    const key = serviceKey(service);
    if (own) endpoints.set(key, endpointsOf(service, own, setting));
    if (workloads.length > 0) addEndpoints(endpoints, key, selectedWorkloads(service, choice, ofEntries));
  }
  // Of several addresses each brings the endpoints of its host again.
  for (const service of entries) {
    const key = serviceKey(service);
    const found = serviceEntryEndpoints(service, choice, ofEntries);
    const known = endpoints.get(key);
    if (known === undefined) endpoints.set(key, found);
    else for (const endpoint of found) known.push(endpoint);
  }
  return new EndpointIndex(kept(endpoints, sections));
}

/** With the lists of the last time where they say the same. */
function kept(
  endpoints: ReadonlyMap<string, readonly Endpoint[]>,
  sections: SectionMemo,
): ReadonlyMap<string, readonly Endpoint[]> {
  const result = new Map<string, readonly Endpoint[]>();
  for (const [key, list] of endpoints) result.set(key, sections.keep(`endpoints ${key}`, list));
  return result;
}

/** Adds what a Service's own endpoints do not have yet. */
function addEndpoints(index: Map<string, Endpoint[]>, key: string, found: readonly Endpoint[]): void {
  const list = index.get(key) ?? [];
  index.set(key, list);
  const taken = new Set(list.map(placeOf));
  for (const endpoint of found) {
    const place = placeOf(endpoint);
    if (taken.has(place)) continue;
    taken.add(place);
    list.push(endpoint);
  }
}

function placeOf({ address, port, servicePort }: Endpoint): string {
  return `${address} ${String(port)} ${String(servicePort)}`;
}

/** Oldest first; those of one second by name. */
export function compareServices(a: Service, b: Service): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.name, b.name) ||
    compareText(a.namespace, b.namespace)
  );
}
