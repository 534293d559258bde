import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type {} from '../early/handover';
import type { LabSession } from '../../sandbox/hosts/worker/protocol';

/** A worker with a lab's session in it. */
export interface WorkerLink {
  readonly session: Remote<LabSession>;
  /** Callbacks cross to the worker as proxies. */
  proxied<T extends object>(callback: T): T;
  terminate(): void;
}

/** Starts loading the simulator while the lab's texts are still on their way. */
export function warmUp(): void {
  if (globalThis.drydock.opened === undefined) globalThis.drydock.spare ??= newWorker();
}

function newWorker(): Worker {
  return new Worker(globalThis.drydock.worker);
}

/** Starts a worker. `onFailure` is told when its script cannot be loaded or throws outside of a call. */
export function startWorker(onFailure: (message: string) => void): WorkerLink {
  const worker = globalThis.drydock.spare ?? newWorker();
  globalThis.drydock.spare = undefined;
  worker.addEventListener('error', (event) => {
    onFailure(event.message);
  });
  const session = wrap<LabSession>(worker);
  return {
    session,
    proxied: (callback) => proxy(callback),
    terminate() {
      session[releaseProxy]();
      worker.terminate();
    },
  };
}
