import {
  Channel,
  CLOSED,
  receive,
  sleep,
  type Kernel,
  type Process,
  type RandomSource,
} from '../../sim/index';
import { ApiError } from '../api-error';
import type { ApiServer } from '../api';
import type { ObjectKey } from '../object';
import type { Controller } from './controller';
import { daemonSetController } from './daemon-set/daemon-set';
import { cronJobController } from './cron-job/cron-job';
import { deploymentController } from './deployment/deployment';
import { endpointsController } from './endpoints/endpoints';
import { collectOrphans } from './garbage/garbage';
import { jobController } from './job/job';
import { loadBalancerController } from './load-balancer/load-balancer';
import { namespaceController } from './namespace/namespace';
import { replicaSetController } from './replica-set/replica-set';
import { statefulSetController } from './stateful-set/stateful-set';
import { volumesController } from './volumes/volumes';

const CONTROLLERS: readonly Controller[] = [
  namespaceController,
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  volumesController,
  jobController,
  cronJobController,
  endpointsController,
  loadBalancerController,
];

/** Virtual milliseconds between a change and the controller's answer to it. */
const REACTION_MS = 5;

export interface ControllersOptions {
  readonly api: ApiServer;
  readonly kernel: Kernel;
  readonly random: RandomSource;
  /** Virtual wall clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Starts the controllers as processes; what is in the cluster already is looked at first. Answers how to stop them. */
export function startControllers(options: ControllersOptions): () => void {
  const stops = CONTROLLERS.map((controller) => startController(controller, options));
  const stopGarbage = options.api.watch((event) => {
    if (event.type === 'DELETED') collectOrphans(event.object, options.api);
  });
  return () => {
    stopGarbage();
    for (const stop of stops) stop();
  };
}

function startController(controller: Controller, options: ControllersOptions): () => void {
  const { api, kernel } = options;
  const queue = new WorkQueue();
  const stopWatching = api.watch((event) => {
    for (const key of controller.affected(event, api)) queue.add(key);
  });
  for (const { object } of api.stored())
    for (const key of controller.affected({ type: 'ADDED', object }, api)) queue.add(key);
  const task = kernel.spawn(`controller/${controller.name}`, work(controller, queue, options));
  return () => {
    stopWatching();
    task.cancel();
  };
}

function* work(controller: Controller, queue: WorkQueue, context: ControllersOptions): Process<void> {
  for (;;) {
    const key = yield* receive(queue.channel);
    if (key === CLOSED) return;
    yield* sleep(REACTION_MS);
    queue.taken(key);
    try {
      const again = controller.reconcile(key, context);
      queue.forget(key);
      if (again !== undefined) queue.addAfter(key, again, context.kernel);
    } catch (error) {
      // A refused write is the object's problem, and may be none the next time.
      if (!(error instanceof ApiError)) throw error;
      queue.addLater(key, context.kernel);
    }
  }
}

/** The waits of client-go's rate limiter: twice as long after each failure. */
const FIRST_RETRY_MS = 5;
const LONGEST_RETRY_MS = 1_000_000;

/** Keys waiting for their controller; a key that waits already is not queued twice. */
class WorkQueue {
  readonly channel = new Channel<ObjectKey>();
  readonly #waiting = new Set<string>();
  readonly #failures = new Map<string, number>();
  /** When a key is looked at again, in milliseconds of the kernel. */
  readonly #alarms = new Map<string, number>();

  add(key: ObjectKey): void {
    const id = idOf(key);
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.channel.offer(key);
  }

  addLater(key: ObjectKey, kernel: Kernel): void {
    const failures = this.#failures.get(idOf(key)) ?? 0;
    this.#failures.set(idOf(key), failures + 1);
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
    kernel.schedule(delayMs * 1000, () => {
      this.add(key);
    });
  }

  /** Looks again in a while, unless that will happen earlier anyway. */
  addAfter(key: ObjectKey, delayMs: number, kernel: Kernel): void {
    const id = idOf(key);
    const dueMs = kernel.nowMs + delayMs;
    if ((this.#alarms.get(id) ?? Infinity) <= dueMs) return;
    this.#alarms.set(id, dueMs);
    kernel.schedule(delayMs * 1000, () => {
      if (this.#alarms.get(id) === dueMs) this.#alarms.delete(id);
      this.add(key);
    });
  }

  /** It went well: the next failure is the first again. */
  forget(key: ObjectKey): void {
    this.#failures.delete(idOf(key));
  }

  taken(key: ObjectKey): void {
    this.#waiting.delete(idOf(key));
  }
}

function idOf({ kind, namespace, name }: ObjectKey): string {
  return `${kind}/${namespace}/${name}`;
}
