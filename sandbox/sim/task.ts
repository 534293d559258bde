import { invariant } from '../lib/invariant';
import type { Timer } from './timer-queue';

/** The kernel as tasks and processes see it. */
export interface Scheduler {
  /** Virtual time in microseconds. */
  readonly nowUs: number;
  skip(delayUs: number): boolean;
  hold(): void;
  schedule(delayUs: number, callback: () => void): Timer;
  spawn<T>(name: string, process: Process<T>): Task<T>;
  onFailure: (task: Task<unknown>, error: unknown) => void;
}

/**
 * What a process yields: a function that parks the task and arranges for `task.wake(value)` later.
 * It may answer a function that undoes the arrangement; cancellation calls it, even when the wake is already under way.
 */
export type Suspension = (task: Task<unknown>) => (() => void) | void;

/** A process is a generator; everything it waits for is a yielded {@link Suspension}. Compose with `yield*`. */
export interface Process<T> {
  next(answer?: unknown): IteratorResult<Suspension, T>;
  return(value: T): IteratorResult<Suspension, T>;
  throw(error: unknown): IteratorResult<Suspension, T>;
  [Symbol.iterator](): Process<T>;
}

/** The task whose process is executing at this moment; hosts start none while one does. */
let running: Task<unknown> | undefined;

/** The task that runs now; undefined outside of any. */
export function runningTask(): Task<unknown> | undefined {
  return running;
}

/** Says who runs from now on; answers who did. */
function switchTo(task: Task<unknown> | undefined): Task<unknown> | undefined {
  const before = running;
  running = task;
  return before;
}

/** Thrown out of {@link Task.result} (and so out of `join`) when the task was cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

type State<T> =
  | { readonly is: 'running' }
  | { readonly is: 'finished'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'cancelled' };

interface Waiter {
  readonly listener: () => void;
  timer?: Timer;
}

/** A running process. Cancelling runs the `finally` blocks; these must not suspend. */
export class Task<T> {
  #state: State<T> = { is: 'running' };
  /** Undoes what the suspension arranged; only while parked. */
  #undoSuspension: (() => void) | undefined;
  /** The event that resumes the process, once it is due. */
  #resumption: Timer | undefined;
  #resumeValue: unknown;
  #parked = false;
  #stepping = false;
  #cancelRequested = false;
  #waiters: Waiter[] | undefined;
  readonly #resume = (): void => {
    const value = this.#resumeValue;
    this.#parked = false;
    this.#resumption = undefined;
    this.#resumeValue = undefined;
    this.#step(value);
  };

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
    this.#resumption = this.kernel.schedule(0, this.#resume);
  }

  /**
   * Resumes the parked process with a value, as an event of the present instant; called by whoever the suspension
   * registered with. A suspension is answered once: later calls are ignored.
   */
  wake(value?: unknown): void {
    if (!this.#parked || this.#resumption !== undefined) return;
    this.#resumeValue = value;
    this.#resumption = this.kernel.schedule(0, this.#resume);
  }

  /**
   * Resumes the parked process at once, whatever it waits for: that arrangement is undone, the wait answers undefined.
   * For whoever drives the process and knows why it was interrupted; a process that runs is left alone.
   */
  interrupt(): void {
    if (!this.#parked) return;
    this.#resumption?.cancel();
    this.#undoSuspension?.();
    this.#undoSuspension = undefined;
    this.#resumeValue = undefined;
    this.#resumption = this.kernel.schedule(0, this.#resume);
  }

  /** What a suspension calls when only time has to pass: one event, after `delayUs` microseconds. */
  resumeAfter(delayUs: number): void {
    this.#resumption = this.kernel.schedule(delayUs, this.#resume);
  }

  /** Calls `listener` (as an event of its own) when the task is over; answers how to unsubscribe. */
  onDone(listener: () => void): () => void {
    const waiter: Waiter = { listener };
    if (this.done) waiter.timer = this.kernel.schedule(0, listener);
    else (this.#waiters ??= []).push(waiter);
    return () => {
      waiter.timer?.cancel();
      this.#waiters = this.#waiters?.filter((other) => other !== waiter);
    };
  }

  /** Stops the process where it is suspended; its `finally` blocks run now. Idempotent. */
  cancel(): void {
    if (this.done) return;
    if (this.#stepping) {
      this.kernel.hold();
      this.#cancelRequested = true; // a process may cancel itself; it ends at its next suspension
      return;
    }
    this.#resumption?.cancel();
    this.#resumption = undefined;
    this.#undoSuspension?.();
    this.#undoSuspension = undefined;
    this.#state = { is: 'cancelled' };
    const outer = switchTo(undefined);
    try {
      const last = this.process.return(undefined as T);
      invariant(last.done === true, `task "${this.name}" suspended while being cancelled`);
    } finally {
      switchTo(outer);
      this.#announce();
    }
  }

  #step(value: unknown): void {
    this.#undoSuspension = undefined;
    const outer = switchTo(this);
    this.#stepping = true;
    let next: IteratorResult<Suspension, T>;
    try {
      next = this.process.next(value);
    } catch (error) {
      this.#stepping = false;
      switchTo(outer);
      this.#fail(error);
      return;
    }
    this.#stepping = false;
    switchTo(outer);
    if (next.done) {
      this.#state = { is: 'finished', value: next.value };
      this.#announce();
      return;
    }
    this.#parked = true;
    this.#undoSuspension = next.value(this) ?? undefined;
    if (this.#cancelRequested) this.cancel();
  }

  #fail(error: unknown): void {
    this.#state = { is: 'failed', error };
    const awaited = this.#waiters !== undefined && this.#waiters.length > 0;
    this.#announce();
    if (!awaited) this.kernel.onFailure(this, error);
  }

  #announce(): void {
    const waiters = this.#waiters;
    this.#waiters = undefined;
    for (const waiter of waiters ?? []) waiter.timer = this.kernel.schedule(0, waiter.listener);
  }
}
