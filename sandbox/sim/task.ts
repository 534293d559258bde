import { invariant } from '../lib/invariant';
import type { Timer } from './timer-queue';

/** The kernel as tasks and processes see it. */
export interface Scheduler {
  /** Virtual time in microseconds. */
  readonly nowUs: number;
  schedule(delayUs: number, callback: () => void): Timer;
  spawn<T>(name: string, process: Process<T>): Task<T>;
  onFailure: (task: Task<unknown>, error: unknown) => void;
}

/**
 * What a process yields: a function that parks the task and arranges for `task.wake(value)` later.
 * It may answer a function that undoes the arrangement; cancellation calls it.
 */
export type Suspension = (task: Task<unknown>) => (() => void) | void;

/** Yielding this answers the running task at once, without an event; `currentTask()` uses it. */
export const OWN_TASK: Suspension = (task) => {
  task.wake(task);
};

/** A process is a generator; everything it waits for is a yielded {@link Suspension}. Compose with `yield*`. */
export type Process<T> = Generator<Suspension, T, unknown>;

/** Thrown out of {@link Task.result} (and so out of `join`) when the task was cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

type State<T> =
  | { readonly is: 'running' }
  | { readonly is: 'finished'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'cancelled' };

/** A running process. Cancelling runs the `finally` blocks; these must not suspend. */
export class Task<T> {
  #state: State<T> = { is: 'running' };
  #undoSuspension: (() => void) | undefined;
  #stepping = false;
  #cancelRequested = false;
  #waiters: (() => void)[] | undefined;

  constructor(
    readonly kernel: Scheduler,
    readonly name: string,
    private readonly process: Process<T>,
  ) {}

  get done(): boolean {
    return this.#state.is !== 'running';
  }

  get cancelled(): boolean {
    return this.#state.is === 'cancelled';
  }

  /** The process's return value. @throws what the process threw, or CancelledError. */
  result(): T {
    const state = this.#state;
    if (state.is === 'finished') return state.value;
    if (state.is === 'failed') throw state.error;
    if (state.is === 'cancelled') throw new CancelledError(`task "${this.name}" was cancelled`);
    return invariant(false, `task "${this.name}" is still running`);
  }

  /** Schedules the first step. Called once, by the kernel. */
  start(): void {
    this.#resumeLater(undefined);
  }

  /** Resumes the parked process with a value; called by whoever the suspension registered with. */
  wake(value?: unknown): void {
    if (this.done) return;
    this.#undoSuspension = undefined;
    this.#resumeLater(value);
  }

  /** Calls `listener` (as an event of its own) when the task is over; answers how to unsubscribe. */
  onDone(listener: () => void): () => void {
    if (this.done) {
      const timer = this.kernel.schedule(0, listener);
      return () => {
        timer.cancel();
      };
    }
    this.#waiters ??= [];
    this.#waiters.push(listener);
    return () => {
      this.#waiters = this.#waiters?.filter((waiter) => waiter !== listener);
    };
  }

  /** Stops the process where it is suspended; its `finally` blocks run now. Idempotent. */
  cancel(): void {
    if (this.done) return;
    if (this.#stepping) {
      this.#cancelRequested = true; // a process may cancel itself; it ends at its next suspension
      return;
    }
    this.#undoSuspension?.();
    this.#undoSuspension = undefined;
    this.#state = { is: 'cancelled' };
    const last = this.process.return(undefined as T);
    invariant(last.done === true, `task "${this.name}" suspended while being cancelled`);
    this.#announce();
  }

  #resumeLater(value: unknown): void {
    const timer = this.kernel.schedule(0, () => {
      this.#undoSuspension = undefined;
      this.#step(value);
    });
    this.#undoSuspension = () => {
      timer.cancel();
    };
  }

  #step(value: unknown): void {
    this.#stepping = true;
    let next: IteratorResult<Suspension, T>;
    try {
      next = this.process.next(value);
      while (!next.done && next.value === OWN_TASK) next = this.process.next(this);
    } catch (error) {
      this.#stepping = false;
      this.#fail(error);
      return;
    }
    this.#stepping = false;
    if (next.done) {
      this.#state = { is: 'finished', value: next.value };
      this.#announce();
      return;
    }
    this.#undoSuspension = next.value(this as Task<unknown>) ?? this.#undoSuspension;
    if (this.#cancelRequested) this.cancel();
  }

  #fail(error: unknown): void {
    this.#state = { is: 'failed', error };
    if (this.#waiters === undefined || this.#waiters.length === 0) {
      this.kernel.onFailure(this as Task<unknown>, error);
    }
    this.#announce();
  }

  #announce(): void {
    const waiters = this.#waiters;
    this.#waiters = undefined;
    for (const waiter of waiters ?? []) this.kernel.schedule(0, waiter);
  }
}
