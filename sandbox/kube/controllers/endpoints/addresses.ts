import type { KubeObject } from '../../object';
import { familyOf, type IpFamily } from '../../../lib/ip-address';
import { hasPodEnded, isPodReady, podIps, readPodSpec } from '../../kinds/pod/reader';
import { at, record, records, string } from '../../read';

export interface SlicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

export interface SliceEndpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  /** A name of its own below the service's. */
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef: {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
  };
}

/** Endpoints that answer on the same ports. */
export interface SliceGroup {
  readonly addressType: IpFamily;
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly SliceEndpoint[];
}

/** Groups for each of the service's families, its main one first. */
export function sliceGroups(service: KubeObject, pods: readonly KubeObject[]): readonly SliceGroup[] {
  const families = at(service.spec, 'ipFamilies');
  const wanted: readonly unknown[] = Array.isArray(families) ? families : ['IPv4'];
  return wanted.flatMap((family) => familyGroups(service, pods, family === 'IPv6' ? 'IPv6' : 'IPv4'));
}

/** Pods with an address, grouped by what the service's named target ports mean in them; at least one group. */
function familyGroups(
  service: KubeObject,
  pods: readonly KubeObject[],
  addressType: IpFamily,
): readonly SliceGroup[] {
  const groups = new Map<string, SliceGroup & { endpoints: SliceEndpoint[] }>();
  const evenUnready = at(service.spec, 'publishNotReadyAddresses') === true;
  for (const pod of pods) {
    const address = podIps(pod).find((ip) => familyOf(ip) === addressType);
    if (address === undefined || hasPodEnded(pod)) continue;
    const ports = portsIn(service, pod);
    const id = JSON.stringify(ports);
    let group = groups.get(id);
    if (!group) groups.set(id, (group = { addressType, ports, endpoints: [] }));
    group.endpoints.push(endpointOf(pod, address, service, evenUnready));
  }
  return groups.size > 0 ? [...groups.values()] : [{ addressType, ports: [], endpoints: [] }];
}

/** The same as the subsets of an Endpoints object, which knows one family. */
export function endpointsSubsets(groups: readonly SliceGroup[]): readonly unknown[] {
  return groups
    .filter(({ addressType, endpoints }) => addressType === groups[0]?.addressType && endpoints.length > 0)
    .map(({ ports, endpoints }) => {
      const address = ({ addresses: [ip], hostname, nodeName, targetRef }: SliceEndpoint): unknown => ({
        ip,
        ...(hostname === undefined ? {} : { hostname }),
        nodeName,
        targetRef,
      });
      const ready = endpoints.filter((endpoint) => endpoint.conditions.ready).map(address);
      const unready = endpoints.filter((endpoint) => !endpoint.conditions.ready).map(address);
      return {
        ...(ready.length > 0 ? { addresses: ready } : {}),
        ...(unready.length > 0 ? { notReadyAddresses: unready } : {}),
        ports,
      };
    });
}

function endpointOf(
  pod: KubeObject,
  address: string,
  service: KubeObject,
  evenUnready: boolean,
): SliceEndpoint {
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const serving = evenUnready || isPodReady(pod);
  const { nodeName } = readPodSpec(pod);
  const { hostname, subdomain } = record(pod.spec);
  const isNamed = string(hostname) !== '' && subdomain === service.metadata.name;
  return {
    addresses: [address],
    conditions: { ready: serving && !terminating, serving, terminating },
    ...(isNamed ? { hostname: string(hostname) } : {}),
    ...(nodeName === '' ? {} : { nodeName }),
    targetRef: {
      kind: 'Pod',
      name: pod.metadata.name,
      namespace: pod.metadata.namespace ?? '',
      uid: pod.metadata.uid ?? '',
    },
  };
}

function portsIn(service: KubeObject, pod: KubeObject): readonly SlicePort[] {
  return records(at(service.spec, 'ports')).flatMap((port) => {
    const number = targetPort(port, pod);
    if (number === undefined) return [];
    const appProtocol = string(port['appProtocol']);
    return [
      {
        name: string(port['name']),
        port: number,
        protocol: string(port['protocol']) || 'TCP',
        ...(appProtocol === '' ? {} : { appProtocol }),
      },
    ];
  });
}

function targetPort(port: Readonly<Record<string, unknown>>, pod: KubeObject): number | undefined {
  const target = port['targetPort'] ?? port['port'];
  if (typeof target === 'number') return target;
  const { containers, initContainers } = readPodSpec(pod);
  const named = [...containers, ...initContainers]
    .flatMap((container) => container.ports)
    .find((candidate) => candidate.name === target);
  return named?.containerPort;
}
