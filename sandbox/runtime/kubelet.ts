import { clusterFamilies, podIp } from '../kube/index';
import type { Process, Task } from '../sim/index';
import { nameOf, type PodObject } from './objects';
import { PodLife, type KubeletParts } from './pod-life';
import { resumedPod } from './pod-record';
import type { PodSandbox } from './pod-sandbox';

/** First host part of the pod network 10.244.0.0/16. */
const FIRST_POD = 10;

/** A pod on this node: while it comes up and serves, then while it ends. */
interface Resident {
  readonly life: PodLife;
  readonly start: Task<void>;
  /** Set once the pod has been told to end: how long it has for that. */
  end?: { readonly graceSeconds: number; readonly task: Task<void> };
}

/** The node's agent: gives every pod of the API a life, ends it when its deletion is asked for, and then deletes it. */
export class Kubelet {
  /** By namespace and name. */
  readonly #residents = new Map<string, Map<string, Resident>>();
  #nextPod: number;

  constructor(private readonly parts: KubeletParts) {
    const pods = parts.api.list('Pod') as readonly PodObject[];
    this.#nextPod = Math.max(FIRST_POD, ...pods.map((pod) => hostOf(podIp(pod)) + 1));
    for (const pod of pods) this.#adopt(pod);
    parts.api.watch(({ type, object }) => {
      if (object.kind === 'Pod') this.#handle(type, object as PodObject);
    });
  }

  /** The pod's network namespace, once it has one. */
  sandbox(namespace: string, pod: string): PodSandbox | undefined {
    return this.#residents.get(namespace)?.get(pod)?.life.sandbox;
  }

  /** True when no pod is on its way to Running any more, unless somebody helps it. */
  get settled(): boolean {
    for (const residents of this.#residents.values())
      for (const { start, life } of residents.values())
        if (!start.done && !life.lacksConfiguration) return false;
    return true;
  }

  #handle(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: PodObject): void {
    if (type === 'ADDED') this.#adopt(pod);
    if (type === 'MODIFIED' && pod.metadata.deletionTimestamp !== undefined) this.#end(pod);
    if (type === 'DELETED') this.#evict(pod);
  }

  #adopt(pod: PodObject): void {
    const name = nameOf(pod);
    this.#evict(pod);
    const resumed = resumedPod(pod, this.parts.nodeIP);
    const life = new PodLife(this.parts, pod, resumed?.podIPs ?? this.#allocate(), resumed);
    const start = this.parts.kernel.spawn(`kubelet/${name}`, life.start());
    this.#neighbours(pod).set(pod.metadata.name, { life, start });
    // a saved world may hold one that was on its way out: its programs are gone already
    if (pod.metadata.deletionTimestamp !== undefined) this.#end(pod);
  }

  /** Ends a pod; when its grace period is cut short, anew. */
  #end(pod: PodObject): void {
    const name = nameOf(pod);
    const resident = this.#neighbours(pod).get(pod.metadata.name);
    const graceSeconds = pod.metadata.deletionGracePeriodSeconds ?? 0;
    if (resident === undefined || resident.end?.graceSeconds === graceSeconds) return;
    resident.start.cancel();
    resident.end?.task.cancel();
    const ending = this.#ending(pod, resident.life, graceSeconds * 1000);
    resident.end = { graceSeconds, task: this.parts.kernel.spawn(`kubelet/${name}/end`, ending) };
  }

  *#ending(pod: PodObject, life: PodLife, graceMs: number): Process<void> {
    yield* life.terminate(graceMs);
    const { name, namespace = '', uid } = pod.metadata;
    const key = { kind: 'Pod', namespace, name };
    const { api } = this.parts;
    if (api.get(key)?.metadata.uid === uid) api.delete(key, { gracePeriodSeconds: 0 });
  }

  #evict(pod: PodObject): void {
    const neighbours = this.#neighbours(pod);
    const found = neighbours.get(pod.metadata.name);
    if (found === undefined) return;
    neighbours.delete(pod.metadata.name);
    found.start.cancel();
    found.end?.task.cancel();
    found.life.stop();
  }

  /** The pods of its namespace by name. */
  #neighbours({ metadata: { namespace = '' } }: PodObject): Map<string, Resident> {
    let found = this.#residents.get(namespace);
    if (!found) this.#residents.set(namespace, (found = new Map<string, Resident>()));
    return found;
  }

  /** The next free address of each of the cluster's families. */
  #allocate(): readonly string[] {
    const host = this.#nextPod++;
    const own = `10.244.${String((host >> 8) & 255)}.${String(host & 255)}`;
    const families = clusterFamilies(this.parts.api.list('Node'));
    return families.length > 1 ? [own, `fd00:10:244::${host.toString(16)}`] : [own];
  }
}

/** The host part of an address in the pod network; 0 for any other. */
function hostOf(ip: string): number {
  const [first, second, high = 0, low = 0] = ip.split('.').map(Number);
  return first === 10 && second === 244 ? high * 256 + low : 0;
}
