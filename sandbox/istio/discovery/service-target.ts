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
  readonly labels: Labels;
}

/** The services a workload is an instance of: by the pod's labels for Kubernetes, by address for the rest. Oldest first. */
export function serviceTargets(snapshot: Snapshot, workload: Workload): ServiceTarget[] {
  const { registry, endpoints } = snapshot;
  const pod = snapshot.podsByIp.get(workload.ip);
  const result: ServiceTarget[] = [];
  for (const service of registry.services) {
    const bySelector =
      pod !== undefined && service.registry === 'Kubernetes' && isSelective(service.selector);
    if (bySelector) {
      if (service.namespace !== workload.namespace || !selects(service.selector, workload.labels)) continue;
      for (const port of service.ports) {
        const targetPort = resolveTarget(port, pod.namedPorts);
        if (targetPort !== undefined) result.push({ service, port, targetPort });
      }
      continue;
    }
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

function resolveTarget(port: ServicePortModel, namedPorts: ReadonlyMap<string, number>): number | undefined {
  if (port.targetPort === undefined) return port.port;
  return typeof port.targetPort === 'number' ? port.targetPort : namedPorts.get(port.targetPort);
}
