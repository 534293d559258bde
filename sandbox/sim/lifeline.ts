import { LinkedList, type Linked } from '../lib/linked-list';
import { currentTask } from './process';
import type { Process, Suspension, Task } from './task';

const NOBODY: readonly Task<unknown>[] = [];

/** What becomes of the answer of a process that depended on a life. */
export type Afterwards<T> = (answer: T, life: Lifeline) => T;

/** The life of a program, a pod or a connection, as far as what it has under way is concerned: all of that ends with it. */
export class Lifeline {
  readonly #underWay = new LinkedList<Bound>();
  #waiting: readonly Task<unknown>[] = NOBODY;
  #severances = 0;

  /** How often everything under way was ended. */
  get severances(): number {
    return this.#severances;
  }

  /** Runs a process as part of this life; when the life ends, the process is stopped where it is and answers `otherwise`. @param afterwards what becomes of its answer */
  bind<T>(process: Process<T>, otherwise: T, afterwards?: Afterwards<T>): Process<T> {
    return new BoundProcess(this, process, otherwise, afterwards);
  }

  /** Ends everything under way. */
  sever(): void {
    this.#severances++;
    for (const bound of this.#underWay) {
      bound.severed = true;
      bound.task?.interrupt();
    }
  }

  /** Suspends until nothing is under way. */
  *quiet(): Process<void> {
    while (!this.#underWay.isEmpty)
      yield (task) => {
        this.#waiting = [...this.#waiting, task];
        return () => {
          this.#waiting = this.#waiting.filter((other) => other !== task);
        };
      };
  }

  /** A process of this life waits for the first time. */
  enter(bound: Bound): void {
    this.#underWay.add(bound);
  }

  leave(bound: Bound): void {
    this.#underWay.delete(bound);
  }

  /** Something is over: those who wait for quiet learn when it was the last. */
  over(): void {
    if (!this.#underWay.isEmpty || this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = NOBODY;
    for (const task of waiting) task.wake();
  }
}

/** A process that depends on a life. */
interface Bound extends Linked<Bound> {
  /** Set from its first wait to its end. */
  readonly task: Task<unknown> | undefined;
  severed: boolean;
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
    private readonly afterwards: Afterwards<T> | undefined,
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
      const value = this.afterwards(step.value, this.life);
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
