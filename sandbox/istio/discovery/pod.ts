import type { KubeObject } from '../../kube/index';
import { spiffeId } from '../ca/identity';
import type { PodSpec, PodStatus } from './api/index';
import type { Labels } from './labels';

/** A pod as discovery sees it. */
export interface PodModel {
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly identity: string;
  readonly workload: string;
  /** Container ports by their names. */
  readonly namedPorts: ReadonlyMap<string, number>;
}

/** Reads a pod; undefined while it has no address, and once it has ended: its address may belong to another then. */
export function fromPod(pod: KubeObject, trustDomain: string): PodModel | undefined {
  const { podIP: ip, phase } = (pod.status ?? {}) as PodStatus;
  if (ip === undefined || ip === '' || phase === 'Succeeded' || phase === 'Failed') return undefined;
  const spec = (pod.spec ?? {}) as PodSpec;
  const namespace = pod.metadata.namespace ?? '';
  const serviceAccount = spec.serviceAccountName ?? 'default';
  const namedPorts = new Map<string, number>();
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    for (const port of container.ports ?? []) {
      if (port.name !== undefined) namedPorts.set(port.name, port.containerPort);
    }
  }
  return {
    name: pod.metadata.name,
    namespace,
    ip,
    labels: pod.metadata.labels ?? {},
    serviceAccount,
    identity: spiffeId(trustDomain, namespace, serviceAccount),
    workload: workloadName(pod),
    namedPorts,
  };
}

/** The Deployment behind a ReplicaSet's pod, any other controller's name, else the pod's own. */
export function workloadName(pod: KubeObject): string {
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller !== false);
  if (owner === undefined) return pod.metadata.name;
  const suffix = `-${pod.metadata.labels?.['pod-template-hash'] ?? ''}`;
  const fromTemplate = owner.kind === 'ReplicaSet' && suffix !== '-' && owner.name.endsWith(suffix);
  return fromTemplate ? owner.name.slice(0, -suffix.length) : owner.name;
}
