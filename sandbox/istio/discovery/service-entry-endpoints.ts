import { spiffeId } from '../ca/index';
import type { ServiceEntrySpec, WorkloadEntrySpec } from './api/index';
import type { Config } from './config';
import { tlsModeOf, type Endpoint } from './endpoint';
import { augmentedLabels } from './networks/network-labels';
import type { NetworkLookup } from './networks/network-lookup';
import { LabelIndex } from './label-index';
import { isIpAddress } from '../../lib/ip-address';
import { isSelective, type Labels } from './labels';
import type { PodModel } from './pod';
import type { Service, ServicePortModel } from './service';

/** What endpoints are read with. */
interface EntrySetting {
  readonly trustDomain: string;
  readonly networks: NetworkLookup;
  /** The cluster that they are in. */
  readonly cluster: string;
}

/** What the selectors of ServiceEntries choose from. */
export interface Selectable {
  readonly workloads: LabelIndex<Config<WorkloadEntrySpec>>;
  readonly pods: LabelIndex<PodModel>;
}

export function selectable(
  workloads: readonly Config<WorkloadEntrySpec>[],
  pods: readonly PodModel[],
): Selectable {
  return {
    workloads: new LabelIndex(workloads, labelsOf),
    pods: new LabelIndex(pods, ({ labels }) => labels),
  };
}

/** The endpoints of a service that a ServiceEntry declared: listed, selected, or its own host name for DNS. */
export function serviceEntryEndpoints(
  service: Service,
  found: Selectable,
  setting: EntrySetting,
): Endpoint[] {
  const { spec } = service.config as Config<ServiceEntrySpec>;
  const listed = (spec.endpoints ?? []).flatMap((entry, index) =>
    fromEntry(service, entry, `${service.config.name}-${String(index)}`, setting),
  );
  if (listed.length > 0) return listed;
  if (isSelective(service.selector)) return selected(service, found, setting);
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

function selected(service: Service, found: Selectable, setting: EntrySetting): Endpoint[] {
  const result: Endpoint[] = [];
  const { namespace, selector = {} } = service;
  for (const workload of found.workloads.selected(namespace, selector)) {
    result.push(...workloadEndpoints(service, workload, setting));
  }
  for (const pod of found.pods.selected(namespace, selector)) {
    const network = setting.networks.of(pod.labels, pod.ip);
    for (const port of service.ports) {
      result.push({
        address: pod.ip,
        port: numericTarget(port),
        servicePort: port.port,
        labels: augmentedLabels(pod.labels, { cluster: setting.cluster, network, locality: pod.locality }),
        namespace: pod.namespace,
        tlsMode: tlsModeOf(pod.labels),
        identity: pod.identity,
        pod: pod.name,
        workload: pod.workload,
        ...(pod.locality ? { locality: pod.locality } : {}),
        ...(network ? { network } : {}),
      });
    }
  }
  return result;
}

/**
 * The WorkloadEntries that a Kubernetes Service chooses like pods (PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES): by labels,
 * in its namespace, those with an address.
 */
export function selectedWorkloads(service: Service, found: Selectable, setting: EntrySetting): Endpoint[] {
  if (service.resolution !== 'clientSideLB' || service.selector === undefined) return [];
  return found.workloads
    .selected(service.namespace, service.selector)
    .filter(({ spec }) => isIpAddress(spec.address ?? ''))
    .flatMap((workload) => workloadEndpoints(service, workload, setting));
}

/** What a WorkloadEntry offers on the ports of a service. */
export function workloadEndpoints(
  service: Service,
  workload: Config<WorkloadEntrySpec>,
  setting: EntrySetting,
): Endpoint[] {
  const entry = { ...workload.spec, labels: labelsOf(workload) };
  return fromEntry(service, entry, workload.name, setting);
}

/** Labels of its metadata win over those of its specification. */
function labelsOf({ spec, labels }: Config<WorkloadEntrySpec>): Labels {
  return { ...spec.labels, ...labels };
}

function fromEntry(
  service: Service,
  entry: WorkloadEntrySpec,
  workload: string,
  { networks, cluster, trustDomain }: EntrySetting,
): Endpoint[] {
  const labels = entry.labels ?? {};
  const account = entry.serviceAccount;
  const labelled = labels['security.istio.io/tlsMode'];
  const tlsMode = labelled === undefined && account !== undefined ? 'istio' : tlsModeOf(labels);
  const socket = socketOf(entry.address ?? '');
  const network = entry.network || networks.of(labels, entry.address ?? '');
  return service.ports.flatMap((port) => {
    const number = socket === undefined ? workloadPort(entry, port) : 0;
    if (number === undefined) return [];
    return {
      address: socket ?? entry.address ?? '',
      port: number,
      servicePort: port.port,
      labels: augmentedLabels(labels, { cluster, network, locality: entry.locality }),
      namespace: service.namespace,
      tlsMode,
      identity: account === undefined ? '' : spiffeId(trustDomain, service.namespace, account),
      ...(entry.weight ? { weight: entry.weight } : {}),
      ...(entry.locality === undefined ? {} : { locality: entry.locality }),
      ...(network ? { network } : {}),
      workload,
    };
  });
}

/** A port that is named where it leads has to be known by that name; others may be, by their own. */
function workloadPort({ ports = {} }: WorkloadEntrySpec, port: ServicePortModel): number | undefined {
  if (typeof port.targetPort === 'string') return ports[port.targetPort];
  return ports[port.name] ?? numericTarget(port);
}

const UNIX = 'unix://';

/** The path of a Unix domain socket, which has no port. */
function socketOf(address: string): string | undefined {
  return address.startsWith(UNIX) ? address.slice(UNIX.length) : undefined;
}

function numericTarget(port: ServicePortModel): number {
  return typeof port.targetPort === 'number' && port.targetPort > 0 ? port.targetPort : port.port;
}
