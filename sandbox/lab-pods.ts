import type { World } from './world-api';

/** Where pods are and what labels they carry, read once through the API as a learner would. */
export interface PodIndex {
  labelsOf(namespace: string, pod: string): Readonly<Record<string, string>>;
  /** The first running pod of `namespace/deployment`; undefined when there is none. */
  firstOf(workload: string): { readonly namespace: string; readonly pod: string } | undefined;
}

interface ListedPod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly status?: { readonly phase?: string };
}

export function createPodIndex(world: World): PodIndex {
  const { stdout, exitCode } = world.run('kubectl get pods --all-namespaces --output json');
  const pods = exitCode === 0 ? (JSON.parse(stdout) as { items: readonly ListedPod[] }).items : [];
  const byNamespace = new Map<string, Map<string, ListedPod>>();
  for (const pod of pods) {
    const { namespace, name } = pod.metadata;
    const byName = byNamespace.get(namespace) ?? new Map<string, ListedPod>();
    byNamespace.set(namespace, byName.set(name, pod));
  }
  return {
    labelsOf: (namespace, pod) => byNamespace.get(namespace)?.get(pod)?.metadata.labels ?? {},
    firstOf(workload) {
      const [namespace = '', deployment = ''] = workload.split('/');
      const found = pods.find(
        ({ metadata, status }) =>
          metadata.namespace === namespace &&
          status?.phase === 'Running' &&
          deploymentOf(metadata.name) === deployment,
      );
      return found && { namespace, pod: found.metadata.name };
    },
  };
}

/** `staff-service-549787d74-g9qzp` → `staff-service`: a pod of a deployment ends in its replica set's hash and its own suffix. */
function deploymentOf(pod: string): string {
  return pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, '');
}
