declare global {
  /** What the script in the head of the page leaves for those that come later. */
  interface Handover {
    /** Address of the simulator's worker script. */
    readonly worker: string;
    /** A worker that is loading already and belongs to nobody yet. */
    spare?: Worker | undefined;
  }
  var drydock: Handover;
}

/** The worker that loads already, else a new one. */
export function takeWorker(): Worker {
  const worker = globalThis.drydock.spare ?? newWorker();
  globalThis.drydock.spare = undefined;
  return worker;
}

/** Starts loading the simulator for whoever takes it first. */
export function loadSpare(): void {
  globalThis.drydock.spare ??= newWorker();
}

function newWorker(): Worker {
  return new Worker(globalThis.drydock.worker);
}
