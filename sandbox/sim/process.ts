import { invariant } from '../lib/invariant';
import { CancelledError, runningTask, type Process, type Suspension, type Task } from './task';

/** Suspends for `ms` milliseconds of virtual time (microsecond resolution). */
export function* sleep(ms: number): Process<void> {
  const wait = elapse(ms);
  if (wait) yield wait;
}

/**
 * Lets `ms` milliseconds pass: at once when nothing else happens meanwhile, else answers what to yield. It is
 * {@link sleep} for hot paths: a request on its own crosses the mesh without suspending.
 */
export function elapse(ms: number): Suspension | undefined {
  const delayUs = ms * 1000;
  return runningTask()?.kernel.skip(delayUs) === true ? undefined : resumedAfter(delayUs);
}

function resumedAfter(delayUs: number): Suspension {
  return (task) => {
    task.resumeAfter(delayUs);
  };
}

/** A process that answers at once. */
export function settled<T>(value: T): Process<T> {
  return new Settled(value);
}

/** Its own and only step. */
class Settled<T> implements Process<T>, IteratorReturnResult<T> {
  readonly done = true;

  constructor(readonly value: T) {}

  next(): this {
    return this;
  }

  return(value: T): IteratorReturnResult<T> {
    return { done: true, value };
  }

  throw(error: unknown): never {
    throw error;
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/** The task this process runs in (and through it the kernel). */
export function currentTask(): Task<unknown> {
  return runningTask() ?? invariant(false, 'processes run in tasks');
}

/** Waits for a task and answers its result. @throws what it threw, or CancelledError. */
export function* join<T>(task: Task<T>): Process<T> {
  if (!task.done) {
    yield (waiter) =>
      task.onDone(() => {
        waiter.wake();
      });
  }
  return task.result();
}

/** What {@link withTimeout} answers. */
export type TimeoutResult<T> = { readonly timedOut: false; readonly value: T } | { readonly timedOut: true };

/** Runs a process for at most `ms` milliseconds; past that it is cancelled (its `finally` blocks run). */
export function* withTimeout<T>(ms: number, name: string, process: Process<T>): Process<TimeoutResult<T>> {
  const { kernel } = currentTask();
  const child = kernel.spawn(name, process);
  try {
    const inTime = (yield (waiter: Task<unknown>) => {
      const timer = kernel.schedule(ms * 1000, () => {
        stopListening();
        waiter.wake(false);
      });
      const stopListening = child.onDone(() => {
        timer.cancel();
        waiter.wake(true);
      });
      return () => {
        timer.cancel();
        stopListening();
      };
    }) as boolean;
    return inTime ? { timedOut: false, value: child.result() } : { timedOut: true };
  } finally {
    child.cancel();
  }
}

/** Runs processes side by side and answers their results in order; cancelling cancels all of them. */
export function* all<T>(name: string, processes: readonly Process<T>[]): Process<T[]> {
  const { kernel } = currentTask();
  const children = processes.map((process, index) => kernel.spawn(`${name}[${String(index)}]`, process));
  for (const child of children) child.onDone(awaited);
  try {
    const results: T[] = [];
    for (const child of children) results.push(yield* join(child));
    return results;
  } finally {
    for (const child of children) child.cancel();
  }
}

function awaited(): void {
  // a child that fails before its turn to be joined is not unattended
}

/** True for the error that cancellation raises in joiners. */
export function isCancelled(error: unknown): error is CancelledError {
  return error instanceof CancelledError;
}
