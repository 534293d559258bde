import type { KubeObject } from '../kube/index';
import type { Task } from '../sim/index';
import { nameOf, type PodObject } from './objects';
import { PodLife, type KubeletParts } from './pod-life';
import type { PodSandbox } from './pod-sandbox';

/** First host part of the pod network 10.244.0.0/16. */
const FIRST_POD = 10;

/** The node's agent: gives every pod of the API a life and ends it when the pod is deleted. */
export class Kubelet {
  readonly #lives = new Map<string, { readonly life: PodLife; readonly task: Task<void> }>();
  #nextPod = FIRST_POD;

  constructor(private readonly parts: KubeletParts) {
    for (const pod of parts.api.list('Pod')) this.#adopt(pod as PodObject);
    parts.api.watch(({ type, object }) => {
      if (object.kind === 'Pod') this.#handle(type, object);
    });
  }

  /** The pod's network namespace, once it has one. */
  sandbox(namespace: string, pod: string): PodSandbox | undefined {
    return this.#lives.get(`${namespace}/${pod}`)?.life.sandbox;
  }

  /** True when no pod is on its way to Running any more. */
  get settled(): boolean {
    return [...this.#lives.values()].every(({ task }) => task.done);
  }

  #handle(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: KubeObject): void {
    if (type === 'ADDED') this.#adopt(pod as PodObject);
    if (type === 'DELETED') this.#evict(nameOf(pod));
  }

  #adopt(pod: PodObject): void {
    const name = nameOf(pod);
    this.#evict(name);
    const life = new PodLife(this.parts, pod, this.#allocate());
    this.#lives.set(name, { life, task: this.parts.kernel.spawn(`kubelet/${name}`, life.start()) });
  }

  #evict(name: string): void {
    const found = this.#lives.get(name);
    if (found === undefined) return;
    this.#lives.delete(name);
    found.task.cancel();
    found.life.stop();
  }

  #allocate(): string {
    const host = this.#nextPod++;
    return `10.244.${String((host >> 8) & 255)}.${String(host & 255)}`;
  }
}
