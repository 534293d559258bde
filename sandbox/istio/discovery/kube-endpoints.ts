import type { KubeObject } from '../../kube/index';
import type { EndpointConditions, EndpointSliceFields } from './api/index';
import { CLUSTER_ID } from './cluster-id';
import { tlsModeOf, type Endpoint } from './endpoint';
import { augmentedLabels } from './networks/network-labels';
import type { NetworkLookup } from './networks/network-lookup';
import { hasPersistentSessions } from './persistent-session';
import type { PodModel } from './pod';
import type { Service } from './service';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** The service an EndpointSlice belongs to, as `namespace/name`. */
export function sliceOwner(slice: KubeObject): string | undefined {
  const name = slice.metadata.labels?.[SERVICE_NAME];
  return name === undefined ? undefined : `${slice.metadata.namespace ?? ''}/${name}`;
}

/** What endpoints are read with. */
export interface EndpointSetting {
  readonly podsByIp: ReadonlyMap<string, PodModel>;
  readonly networks: NetworkLookup;
  /** ISTIO_DUAL_STACK: a pod with addresses of both families is one endpoint of a service with both. */
  readonly dualStack: boolean;
}

/** The endpoints of a Kubernetes service but those that end (pilot/pkg/serviceregistry/kube/controller/endpointslice.go). */
export function endpointsOf(
  service: Service,
  slices: readonly KubeObject[],
  setting: EndpointSetting,
): Endpoint[] {
  const result: Endpoint[] = [];
  const isDual =
    setting.dualStack && Object.values(service.clusterVips ?? {}).some(({ length }) => length > 1);
  for (const object of slices) {
    const slice = object as unknown as EndpointSliceFields;
    if (slice.addressType === 'FQDN') continue;
    for (const port of slice.ports ?? []) {
      const servicePort = service.ports.find((candidate) => candidate.name === (port.name ?? ''));
      if (servicePort === undefined || port.port === undefined) continue;
      for (const entry of slice.endpoints ?? []) {
        const health = healthOf(service, entry.conditions);
        if (health === 'terminating') continue;
        for (const address of entry.addresses ?? []) {
          const pod = setting.podsByIp.get(address);
          const isBoth = isDual && pod !== undefined && pod.additionalIps.length > 0;
          if (isBoth && slice.addressType === 'IPv6') continue;
          result.push({
            address: isBoth ? pod.ip : address,
            ...(isBoth ? { additionalAddresses: pod.additionalIps } : {}),
            port: port.port,
            servicePort: servicePort.port,
            ...workloadOf(address, pod, setting.networks),
            ...health,
          });
        }
      }
    }
  }
  return result;
}

type Health = Pick<Endpoint, 'healthStatus'> | 'terminating';

/** What ends is of no use to anyone, unless sessions stay with their endpoint and it still serves. */
function healthOf(service: Service, { ready, serving, terminating }: EndpointConditions = {}): Health {
  if (ready !== false) return {};
  if (terminating === false) return { healthStatus: 'UNHEALTHY' };
  return hasPersistentSessions(service.labels) && serving !== false
    ? { healthStatus: 'DRAINING' }
    : 'terminating';
}

type WorkloadPart = Pick<
  Endpoint,
  'labels' | 'namespace' | 'tlsMode' | 'identity' | 'network' | 'locality' | 'pod' | 'workload'
>;

function workloadOf(address: string, pod: PodModel | undefined, networks: NetworkLookup): WorkloadPart {
  const own = pod?.labels ?? {};
  const network = networks.of(own, address);
  const locality = pod?.locality;
  return {
    labels: augmentedLabels(own, { cluster: CLUSTER_ID, network, locality }),
    namespace: pod?.namespace ?? '',
    tlsMode: tlsModeOf(own),
    identity: pod?.identity ?? '',
    ...(network ? { network } : {}),
    ...(locality ? { locality } : {}),
    ...(pod ? { pod: pod.name, workload: pod.workload } : {}),
  };
}
