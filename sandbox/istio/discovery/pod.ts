import type { KubeObject } from '../../kube/index';
import { spiffeId } from '../ca/index';
import type { PodSpec, PodStatus } from './api/index';
import type { Labels } from './labels';
import { localityOfLabels } from './locality';

/** A pod as discovery sees it. */
export interface PodModel {
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  /** Its address of the other family, in a cluster of both. */
  readonly additionalIps: readonly string[];
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly identity: string;
  readonly workload: string;
  /** `region/zone/subzone`; empty when no label tells. */
  readonly locality: string;
  /** Container ports by their protocols and names: `TCP http`. */
  readonly namedPorts: ReadonlyMap<string, number>;
}

/** Reads a pod; undefined while it has no address, and once it has ended: its address may belong to another then. */
export function fromPod(pod: KubeObject, trustDomain: string): PodModel | undefined {
  const { podIP: ip, podIPs = [], phase } = (pod.status ?? {}) as PodStatus;
  if (ip === undefined || ip === '' || phase === 'Succeeded' || phase === 'Failed') return undefined;
  const spec = (pod.spec ?? {}) as PodSpec;
  const namespace = pod.metadata.namespace ?? '';
  const serviceAccount = spec.serviceAccountName ?? 'default';
  const namedPorts = new Map<string, number>();
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    for (const port of container.ports ?? []) {
      if (port.name !== undefined)
        namedPorts.set(`${port.protocol ?? 'TCP'} ${port.name}`, port.containerPort);
    }
  }
  return {
    name: pod.metadata.name,
    namespace,
    ip,
    additionalIps: podIPs.flatMap((other) => (other.ip === ip ? [] : [other.ip])),
    labels: pod.metadata.labels ?? {},
    serviceAccount,
    identity: spiffeId(trustDomain, namespace, serviceAccount),
    workload: workloadOf(pod).name,
    locality: localityOfLabels(pod.metadata.labels),
    namedPorts,
  };
}

/** What made a pod, as far as the pod itself tells. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * The Deployment or Argo Rollout behind a ReplicaSet's pod, the CronJob of a Job whose name ends with a time, the
 * DeploymentConfig of a ReplicationController, any other controller, else the pod itself (pkg/kube/util.go).
 */
export function workloadOf({ metadata }: KubeObject): Workload {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller !== false);
  if (owner === undefined) return { apiVersion: 'v1', kind: 'Pod', name: metadata.name };
  const { apiVersion, kind, name } = owner;
  const labels = metadata.labels ?? {};
  if (kind === 'ReplicaSet') {
    const deployment = withoutSuffix(name, labels['pod-template-hash']);
    if (deployment !== undefined) return { apiVersion, kind: 'Deployment', name: deployment };
    const rollout = withoutSuffix(name, labels['rollouts-pod-template-hash']);
    if (rollout !== undefined) return { apiVersion: 'v1alpha1', kind: 'Rollout', name: rollout };
  }
  const configured = labels['deploymentconfig'];
  if (kind === 'ReplicationController' && configured) {
    return { apiVersion, kind: 'DeploymentConfig', name: configured };
  }
  const scheduled = kind === 'Job' ? /^(.+)-\d{8,10}$/.exec(name)?.[1] : undefined;
  return scheduled === undefined
    ? { apiVersion, kind, name }
    : { apiVersion: 'batch/v1', kind: 'CronJob', name: scheduled };
}

function withoutSuffix(name: string, hash: string | undefined): string | undefined {
  return hash && name.endsWith(`-${hash}`) ? name.slice(0, -1 - hash.length) : undefined;
}
