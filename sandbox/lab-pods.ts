import type { World } from './world-api';

/** Where pods are and what labels they carry, read once through the API as a learner would. */
export interface PodIndex {
  labelsOf(namespace: string, pod: string): Readonly<Record<string, string>>;
  /** The first running pod of `namespace/deployment`; undefined when there is none. */
  firstOf(workload: string): { readonly namespace: string; readonly pod: string } | undefined;
}

/** A line for each pod; whole objects would be many times as long. */
const LIST_PODS = `kubectl get pods --all-namespaces --output jsonpath='{range .items[*]}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.metadata.labels}{"\\n"}{end}'`;

interface ListedPod {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  readonly labels: Readonly<Record<string, string>>;
}

export function createPodIndex(world: World): PodIndex {
  const { stdout, exitCode } = world.run(LIST_PODS);
  const listed = exitCode === 0 ? stdout.split('\n').filter(Boolean).map(listedPod) : [];
  // Copies: what is cut out of a longer text is slow to compare, and every request looks pods up by these.
  const pods = JSON.parse(JSON.stringify(listed)) as typeof listed;
  const byNamespace = new Map<string, Map<string, ListedPod>>();
  for (const pod of pods) {
    const { namespace, name } = pod;
    const byName = byNamespace.get(namespace) ?? new Map<string, ListedPod>();
    byNamespace.set(namespace, byName.set(name, pod));
  }
  return {
    labelsOf: (namespace, pod) => byNamespace.get(namespace)?.get(pod)?.labels ?? {},
    firstOf(workload) {
      const [namespace = '', deployment = ''] = workload.split('/');
      const found = pods.find(
        (pod) =>
          pod.namespace === namespace && pod.phase === 'Running' && deploymentOf(pod.name) === deployment,
      );
      return found && { namespace, pod: found.name };
    },
  };
}

function listedPod(line: string): ListedPod {
  const [namespace = '', name = '', phase = '', labels = ''] = line.split('\t');
  return { namespace, name, phase, labels: labels === '' ? {} : (JSON.parse(labels) as ListedPod['labels']) };
}

/** `staff-service-549787d74-g9qzp` → `staff-service`: a pod of a deployment ends in its replica set's hash and its own suffix. */
function deploymentOf(pod: string): string {
  return pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, '');
}
