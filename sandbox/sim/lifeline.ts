import { currentTask } from './process';
import type { Process, Suspension, Task } from './task';

/** The life of a program, a pod or a connection, as far as what it has under way is concerned: all of that ends with it. */
export class Lifeline {
  /** What is under way, each with its neighbours. */
  #oldest: Bound | undefined;
  #newest: Bound | undefined;
  #waiting: Task<unknown>[] = [];
  #severances = 0;

  /** How often everything under way was ended. */
  get severances(): number {
    return this.#severances;
  }

  /** Runs a process as part of this life; when the life ends, the process is stopped where it is and answers `otherwise`. @param afterwards what becomes of its answer */
  bind<T>(process: Process<T>, otherwise: T, afterwards?: (answer: T) => T): Process<T> {
    return new BoundProcess(this, process, otherwise, afterwards);
  }

  /** Ends everything under way. */
  sever(): void {
    this.#severances++;
    for (let bound = this.#oldest; bound !== undefined; bound = bound.newer) {
      bound.severed = true;
      bound.task?.interrupt();
    }
  }

  /** Suspends until nothing is under way. */
  *quiet(): Process<void> {
    while (this.#oldest !== undefined)
      yield (task) => {
        this.#waiting.push(task);
        return () => {
          this.#waiting = this.#waiting.filter((other) => other !== task);
        };
      };
  }

  /** A process of this life waits for the first time. */
  enter(bound: Bound): void {
    bound.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = bound;
    else this.#newest.newer = bound;
    this.#newest = bound;
  }

  leave(bound: Bound): void {
    const { older, newer } = bound;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    bound.older = bound.newer = undefined;
  }

  /** Something is over: those who wait for quiet learn when it was the last. */
  over(): void {
    if (this.#oldest !== undefined || this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const task of waiting) task.wake();
  }
}

/** A process that depends on a life. */
interface Bound {
  /** Set from its first wait to its end. */
  readonly task: Task<unknown> | undefined;
  severed: boolean;
  older: Bound | undefined;
  newer: Bound | undefined;
}

/**
 * Passes everything on to the process that it bounds. Every request runs in several of these, and mostly without ever
 * waiting: nobody can end what does not wait, so only what does is entered in its life.
 */
class BoundProcess<T> implements Bound, Process<T> {
  task: Task<unknown> | undefined;
  severed = false;
  older: Bound | undefined;
  newer: Bound | undefined;

  constructor(
    private readonly life: Lifeline,
    private readonly process: Process<T>,
    private readonly otherwise: T,
    private readonly afterwards: ((answer: T) => T) | undefined,
  ) {}

  next(answer?: unknown): IteratorResult<Suspension, T> {
    if (this.severed) return this.return(this.otherwise);
    const { severances } = this.life;
    let step: IteratorResult<Suspension, T> | undefined;
    try {
      step = this.process.next(answer);
      if (step.done !== true) {
        if (this.task === undefined) this.#begin(severances);
        return step;
      }
      if (this.afterwards === undefined) return step;
      const value = this.afterwards(step.value);
      return value === step.value ? step : { done: true, value };
    } finally {
      if (step?.done !== false && this.task !== undefined) this.#end();
    }
  }

  return(value: T): IteratorResult<Suspension, T> {
    if (this.task !== undefined) this.#end();
    return { done: true, value };
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    if (this.task !== undefined) this.#end();
    throw error;
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** @param severances before its first step, in which it may itself have ended its life */
  #begin(severances: number): void {
    this.task = currentTask();
    this.severed = this.life.severances !== severances;
    this.life.enter(this);
  }

  #end(): void {
    this.task = undefined;
    this.life.leave(this);
    this.process.return(this.otherwise);
    this.life.over();
  }
}
