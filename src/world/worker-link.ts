import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { takeWorker } from '../early/spare-worker';
import type { LabSession } from '../../sandbox/hosts/worker/protocol';

/** A worker with a lab's session in it. */
export interface WorkerLink {
  readonly session: Remote<LabSession>;
  /** Callbacks cross to the worker as proxies. */
  proxied<T extends object>(callback: T): T;
  terminate(): void;
}

/** Starts a worker. `onFailure` is told when its script cannot be loaded or throws outside of a call. */
export function startWorker(onFailure: (message: string) => void): WorkerLink {
  const worker = takeWorker();
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
