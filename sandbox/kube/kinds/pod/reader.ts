import type { KubeObject } from '../../object';
import { number, record, records, string } from '../../read';

/** The fields of a pod that tables, descriptions and controllers read. */
export interface PodSpecView {
  readonly containers: readonly ContainerView[];
  readonly initContainers: readonly ContainerView[];
  readonly serviceAccountName: string;
  readonly nodeName: string;
}

export interface ContainerView {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly ports: readonly {
    readonly containerPort: number;
    readonly name?: string;
    readonly protocol?: string;
  }[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

export interface ContainerStatusView {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly started?: boolean;
  readonly state: ContainerStateView;
}

export interface ContainerStateView {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: { readonly reason?: string; readonly exitCode?: number; readonly signal?: number };
}

/** Reads a pod's spec, whatever of it is there. */
export function readPodSpec(object: KubeObject): PodSpecView {
  const spec = record(object.spec);
  return {
    containers: records(spec['containers']).map(readContainer),
    initContainers: records(spec['initContainers']).map(readContainer),
    serviceAccountName: string(spec['serviceAccountName']) || 'default',
    nodeName: string(spec['nodeName']),
  };
}

/** What the kubelet reported about the containers; empty before it did. */
export function readContainerStatuses(
  object: KubeObject,
  list = 'containerStatuses',
): readonly ContainerStatusView[] {
  return records(record(object.status)[list]).map((status) => ({
    name: string(status['name']),
    ready: status['ready'] === true,
    restartCount: number(status['restartCount']),
    started: status['started'] === true,
    state: record(status['state']),
  }));
}

export function podPhase(object: KubeObject): string {
  return string(record(object.status)['phase']) || 'Pending';
}

/** All of its containers are over for good. */
export function hasPodEnded(object: KubeObject): boolean {
  const phase = podPhase(object);
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Neither ended nor told to end. */
export function isPodActive(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp === undefined && !hasPodEnded(object);
}

/** Its addresses of all families, its main one first. */
export function podIps(object: KubeObject): readonly string[] {
  const all = records(record(object.status)['podIPs']).map(({ ip }) => string(ip));
  return all.length > 0 ? all : [podIp(object)];
}

export function podIp(object: KubeObject): string {
  return string(record(object.status)['podIP']);
}

/** True when the pod's `Ready` condition holds. */
export function isPodReady(object: KubeObject): boolean {
  return records(record(object.status)['conditions']).some(
    (condition) => condition['type'] === 'Ready' && condition['status'] === 'True',
  );
}

function readContainer(container: Readonly<Record<string, unknown>>): ContainerView {
  const restartPolicy = container['restartPolicy'];
  return {
    name: string(container['name']),
    image: string(container['image']),
    ...(typeof restartPolicy === 'string' ? { restartPolicy } : {}),
    ports: records(container['ports']) as unknown as ContainerView['ports'],
    env: records(container['env']) as unknown as ContainerView['env'],
  };
}
