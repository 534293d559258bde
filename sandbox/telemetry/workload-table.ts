import { sameJson, type ApiServer, type KubeObject } from '../kube/index';

/** What graphs and logs say about a pod. */
export interface WorkloadFacts {
  readonly namespace: string;
  readonly workload: string;
  /** The `app` label, else the workload. */
  readonly app: string;
  /** The `version` label. */
  readonly version: string | undefined;
  readonly hasSidecar: boolean;
  readonly gateway: boolean;
  /** Every label of the pod. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Pods remembered after they are gone, so that old requests keep their story. */
const MEMORY_LIMIT = 2000;

/** Which workload each pod belongs to, kept up to date by watching; deleted pods are remembered for a while. */
export class WorkloadTable {
  /** By namespace, then by name. */
  readonly #pods = new Map<string, Map<string, WorkloadFacts>>();
  /** In the order they were learnt. */
  readonly #known: { readonly namespace: string; readonly name: string }[] = [];
  #version = 0;

  constructor(api: ApiServer) {
    for (const pod of api.list('Pod')) this.#learn(pod);
    api.watch(({ type, object }) => {
      if (object.kind === 'Pod' && type !== 'DELETED') this.#learn(object);
    });
  }

  /** Changes whenever what is known of a pod does. */
  get version(): number {
    return this.#version;
  }

  /** @param workload what the proxy calls itself, for pods never seen */
  of(namespace: string, pod: string, workload = pod): WorkloadFacts {
    return this.#pods.get(namespace)?.get(pod) ?? unknownPod(namespace, workload);
  }

  /** By pod name alone, as endpoints carry it: `pod` or `namespace/pod`. */
  named(pod: string, namespace: string): WorkloadFacts | undefined {
    const slash = pod.indexOf('/');
    return slash < 0
      ? this.#pods.get(namespace)?.get(pod)
      : this.#pods.get(pod.slice(0, slash))?.get(pod.slice(slash + 1));
  }

  #learn(pod: KubeObject): void {
    const { name, namespace = '' } = pod.metadata;
    const pods = this.#pods.get(namespace) ?? new Map<string, WorkloadFacts>();
    this.#pods.set(namespace, pods);
    const known = pods.get(name);
    const facts = factsOf(pod);
    if (known !== undefined && sameJson(known, facts)) return;
    this.#version++;
    if (known === undefined) this.#known.push({ namespace, name });
    pods.set(name, facts);
    if (this.#known.length <= MEMORY_LIMIT) return;
    const oldest = this.#known.shift();
    if (oldest) this.#pods.get(oldest.namespace)?.delete(oldest.name);
  }
}

export function factsOf(pod: KubeObject): WorkloadFacts {
  const { labels = {}, namespace = 'default' } = pod.metadata;
  const workload = workloadOf(pod);
  const gateway = labels['istio'] === 'ingressgateway' || labels['istio'] === 'egressgateway';
  return {
    namespace,
    workload,
    app: labels['app'] ?? workload,
    version: labels['version'],
    hasSidecar: gateway || containersOf(pod).some((name) => name === 'istio-proxy'),
    gateway,
    labels,
  };
}

function unknownPod(namespace: string, workload: string): WorkloadFacts {
  return {
    namespace,
    workload,
    app: workload,
    version: undefined,
    hasSidecar: false,
    gateway: false,
    labels: {},
  };
}

function workloadOf({ metadata }: KubeObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return metadata.name;
  const hash = metadata.labels?.['pod-template-hash'];
  const suffix = `-${hash ?? ''}`;
  return hash !== undefined && owner.name.endsWith(suffix) ? owner.name.slice(0, -suffix.length) : owner.name;
}

function containersOf({ spec }: KubeObject): string[] {
  const { containers = [], initContainers = [] } = (spec ?? {}) as {
    readonly containers?: readonly { readonly name: string }[];
    readonly initContainers?: readonly { readonly name: string }[];
  };
  return [...containers, ...initContainers].map(({ name }) => name);
}
