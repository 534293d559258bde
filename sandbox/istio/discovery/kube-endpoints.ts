import type { KubeObject } from '../../kube/index';
import type { EndpointSliceFields } from './api/index';
import { tlsModeOf, type Endpoint } from './endpoint';
import type { PodModel } from './pod';
import type { Service, ServicePortModel } from './service';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** The service an EndpointSlice belongs to, as `namespace/name`. */
export function sliceOwner(slice: KubeObject): string | undefined {
  const name = slice.metadata.labels?.[SERVICE_NAME];
  return name === undefined ? undefined : `${slice.metadata.namespace ?? ''}/${name}`;
}

/** The ready endpoints of a Kubernetes service (pilot/pkg/serviceregistry/kube/controller/endpointslice.go). */
export function endpointsOf(
  service: Service,
  slices: readonly KubeObject[],
  pods: ReadonlyMap<string, PodModel>,
): Endpoint[] {
  const result: Endpoint[] = [];
  for (const object of slices) {
    const slice = object as unknown as EndpointSliceFields;
    for (const port of slice.ports ?? []) {
      const servicePort = service.ports.find((candidate) => candidate.name === (port.name ?? ''));
      if (servicePort === undefined || port.port === undefined) continue;
      for (const entry of slice.endpoints ?? []) {
        if (entry.conditions?.ready === false) continue;
        for (const address of entry.addresses ?? []) {
          result.push(toEndpoint(address, port.port, servicePort, service, pods.get(address)));
        }
      }
    }
  }
  return result;
}

function toEndpoint(
  address: string,
  port: number,
  servicePort: ServicePortModel,
  service: Service,
  pod: PodModel | undefined,
): Endpoint {
  const labels = pod?.labels ?? {};
  return {
    address,
    port,
    servicePort: servicePort.port,
    labels,
    namespace: pod?.namespace ?? service.namespace,
    tlsMode: tlsModeOf(labels),
    identity: pod?.identity ?? '',
    ...(pod?.locality ? { locality: pod.locality } : {}),
    ...(pod ? { pod: pod.name, workload: pod.workload } : {}),
  };
}
