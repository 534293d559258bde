import { nameOf, type PodObject } from './objects';

/** Who a pod is, as records and proxies name it. */
export interface PodIdentity {
  /** `default/web-7d4b9c-x2x9p`. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  /** The Deployment (or whatever made the pod) by name. */
  readonly workload: string;
  readonly serviceAccount: string;
  readonly ip: string;
  /** Its address of the other family, in a cluster of both. */
  readonly additionalIps: readonly string[];
}

export function identifyPod(pod: PodObject, [ip = '', ...additionalIps]: readonly string[]): PodIdentity {
  return {
    key: nameOf(pod),
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? 'default',
    workload: workloadOf(pod),
    serviceAccount: pod.spec?.serviceAccountName ?? 'default',
    ip,
    additionalIps,
  };
}

/** The owner's name; a ReplicaSet's without the hash that its Deployment gave it. */
function workloadOf(pod: PodObject): string {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return pod.metadata.name;
  const hash = pod.metadata.labels?.['pod-template-hash'];
  const suffix = `-${hash ?? ''}`;
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(suffix))
    return owner.name.slice(0, -suffix.length);
  return owner.name;
}
