import { isSelective, selects, type Labels } from './labels';
import type { Service, ServicePortModel } from './service';
import type { Snapshot } from './snapshot';

/** A service port that a workload serves, and the container port behind it. */
export interface ServiceTarget {
  readonly service: Service;
  readonly port: ServicePortModel;
  readonly targetPort: number;
}

interface Workload {
  readonly ip: string;
  readonly namespace: string;
  readonly metadataNamespace?: string;
  readonly labels: Labels;
}

/**
 * The services a workload is an instance of, oldest first: Kubernetes' by the labels of its pod (those that select
 * nothing by address, and only of a pod that none selects), ServiceEntries by address, in its own namespace
 * (pilot/pkg/serviceregistry/{kube/controller,serviceentry}/controller.go GetProxyServiceTargets).
 */
export function serviceTargets(snapshot: Snapshot, workload: Workload): ServiceTarget[] {
  const { registry, endpoints } = snapshot;
  const pod = snapshot.podsByIp.get(workload.ip);
  const { namespace, metadataNamespace = namespace } = workload;
  const near = metadataNamespace === namespace ? registry.inNamespace(namespace) : registry.services;
  const isSelected = pod !== undefined && near.some((service) => isSelectedBy(service, workload));
  const result: ServiceTarget[] = [];
  for (const service of near) {
    if (pod && isSelector(service)) {
      if (!isSelectedBy(service, workload)) continue;
      for (const port of service.ports) {
        const targetPort = resolveTarget(port, pod.namedPorts);
        if (targetPort !== undefined) result.push({ service, port, targetPort });
      }
      continue;
    }
    if (!isOfNamespace(service, workload) || (isSelected && service.registry === 'Kubernetes')) continue;
    const all = endpoints.of(service);
    for (const port of service.ports) {
      const own = all.find(
        ({ servicePort, address }) => servicePort === port.port && address === workload.ip,
      );
      if (own) result.push({ service, port, targetPort: own.port });
    }
  }
  return result;
}

function isSelector({ registry, selector }: Service): boolean {
  return registry === 'Kubernetes' && isSelective(selector);
}

function isSelectedBy(service: Service, { namespace, labels }: Workload): boolean {
  return isSelector(service) && service.namespace === namespace && selects(service.selector, labels);
}

/** A workload that names no namespace is known by its address alone. */
function isOfNamespace(service: Service, { namespace, metadataNamespace = namespace }: Workload): boolean {
  return metadataNamespace === '' || service.namespace === metadataNamespace;
}

function resolveTarget(port: ServicePortModel, namedPorts: ReadonlyMap<string, number>): number | undefined {
  if (port.targetPort === undefined) return port.port;
  if (typeof port.targetPort === 'number') return port.targetPort;
  return namedPorts.get(`${port.protocol === 'UDP' ? 'UDP' : 'TCP'} ${port.targetPort}`);
}
