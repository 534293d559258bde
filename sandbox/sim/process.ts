import { CancelledError, OWN_TASK, type Process, type Suspension, type Task } from './task';

/** Suspends for `ms` milliseconds of virtual time (microsecond resolution). */
export function* sleep(ms: number): Process<void> {
  yield pause(ms);
}

/** The suspension behind {@link sleep}, for places where one generator less counts: `yield pause(ms)`. */
export function pause(ms: number): Suspension {
  return (task) => {
    task.resumeAfter(ms * 1000);
  };
}

/** A process that answers at once. */
export function* settled<T>(value: T): Process<T> {
  return value;
}

/** The task this process runs in (and through it the kernel). */
export function* currentTask(): Process<Task<unknown>> {
  return (yield OWN_TASK) as Task<unknown>;
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
  const { kernel } = yield* currentTask();
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
  const { kernel } = yield* currentTask();
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
