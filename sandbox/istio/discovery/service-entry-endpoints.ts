import { spiffeId } from '../ca/identity';
import type { ServiceEntrySpec, WorkloadEntrySpec } from './api/index';
import type { Config } from './config';
import { tlsModeOf, type Endpoint } from './endpoint';
import { isSelective, selects } from './labels';
import type { PodModel } from './pod';
import type { Service, ServicePortModel } from './service';

/** The endpoints of a service that a ServiceEntry declared: listed, selected, or its own host name for DNS. */
export function serviceEntryEndpoints(
  service: Service,
  workloads: readonly Config<WorkloadEntrySpec>[],
  pods: Iterable<PodModel>,
  trustDomain: string,
): Endpoint[] {
  const { spec } = service.config as Config<ServiceEntrySpec>;
  const listed = (spec.endpoints ?? []).flatMap((entry) => fromEntry(service, entry, trustDomain));
  if (listed.length > 0) return listed;
  if (isSelective(service.selector)) return selected(service, workloads, pods, trustDomain);
  if (service.resolution !== 'dnsLB' && service.resolution !== 'dnsRoundRobinLB') return [];
  return service.ports.map((port) => ({
    address: service.hostname,
    port: numericTarget(port),
    servicePort: port.port,
    labels: {},
    namespace: service.namespace,
    tlsMode: 'disabled',
    identity: '',
    workload: service.config.name,
  }));
}

function selected(
  service: Service,
  workloads: readonly Config<WorkloadEntrySpec>[],
  pods: Iterable<PodModel>,
  trustDomain: string,
): Endpoint[] {
  const result: Endpoint[] = [];
  for (const workload of workloads) {
    const labels = { ...workload.spec.labels, ...workload.labels };
    if (workload.namespace !== service.namespace || !selects(service.selector, labels)) continue;
    const entry = { ...workload.spec, labels };
    result.push(
      ...fromEntry(service, entry, trustDomain).map((endpoint) => ({ ...endpoint, workload: workload.name })),
    );
  }
  for (const pod of pods) {
    if (pod.namespace !== service.namespace || !selects(service.selector, pod.labels)) continue;
    for (const port of service.ports) {
      result.push({
        address: pod.ip,
        port: numericTarget(port),
        servicePort: port.port,
        labels: pod.labels,
        namespace: pod.namespace,
        tlsMode: tlsModeOf(pod.labels),
        identity: pod.identity,
        pod: pod.name,
        workload: pod.workload,
      });
    }
  }
  return result;
}

function fromEntry(service: Service, entry: WorkloadEntrySpec, trustDomain: string): Endpoint[] {
  const labels = entry.labels ?? {};
  const account = entry.serviceAccount;
  const labelled = labels['security.istio.io/tlsMode'];
  const tlsMode = labelled === undefined && account !== undefined ? 'istio' : tlsModeOf(labels);
  return service.ports.map((port) => ({
    address: entry.address ?? '',
    port: entry.ports?.[port.name] ?? numericTarget(port),
    servicePort: port.port,
    labels,
    namespace: service.namespace,
    tlsMode,
    identity: account === undefined ? '' : spiffeId(trustDomain, service.namespace, account),
    ...(entry.weight === undefined ? {} : { weight: entry.weight }),
    ...(entry.locality === undefined ? {} : { locality: entry.locality }),
    workload: service.config.name,
  }));
}

function numericTarget(port: ServicePortModel): number {
  return typeof port.targetPort === 'number' && port.targetPort > 0 ? port.targetPort : port.port;
}
