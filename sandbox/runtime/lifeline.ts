import { currentTask, type Process, type Task } from '../sim/index';

/** A process that depends on a life. */
interface Bound {
  readonly task: Task<unknown>;
  severed: boolean;
}

/** The life of a program or a pod, as far as what it has under way is concerned: all of that ends with it. */
export class Lifeline {
  readonly #bound = new Set<Bound>();
  #waiting: Task<unknown>[] = [];

  /** Runs a process as part of this life; when the life ends, the process is stopped where it is and answers `otherwise`. */
  *bind<T>(process: Process<T>, otherwise: T): Process<T> {
    const bound: Bound = { task: currentTask(), severed: false };
    this.#bound.add(bound);
    try {
      for (let step = process.next(); ;) {
        if (step.done === true) return step.value;
        const answer: unknown = yield step.value;
        if (bound.severed) return otherwise;
        step = process.next(answer);
      }
    } finally {
      this.#bound.delete(bound);
      process.return(otherwise);
      if (this.#bound.size === 0) this.#tellQuiet();
    }
  }

  /** Ends everything under way. */
  sever(): void {
    for (const bound of [...this.#bound]) {
      bound.severed = true;
      bound.task.interrupt();
    }
  }

  /** Suspends until nothing is under way. */
  *quiet(): Process<void> {
    while (this.#bound.size > 0)
      yield (task) => {
        this.#waiting.push(task);
        return () => {
          this.#waiting = this.#waiting.filter((other) => other !== task);
        };
      };
  }

  #tellQuiet(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const task of waiting) task.wake();
  }
}
