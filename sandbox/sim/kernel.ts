import { TimerQueue, type Timer } from './timer-queue';
import { Task, type Process, type Scheduler } from './task';

/** Events at one virtual instant before the kernel calls it a runaway (a process that loops without sleeping). */
export const MAX_EVENTS_PER_INSTANT = 2_000_000;

/** Why {@link Kernel.runUntil} came back. */
export type RunOutcome = 'reached' | 'budget';

/** Nothing is scheduled any more, yet the awaited task has not ended. */
export class DeadlockError extends Error {
  override readonly name = 'DeadlockError';
}

/** A process kept producing events without letting virtual time pass. */
export class RunawayError extends Error {
  override readonly name = 'RunawayError';
}

/** How far one call of {@link Kernel.runUntil} may go. */
export interface RunLimits {
  /** Most events to execute before handing control back to the host; default: no bound. */
  readonly maxEvents?: number;
}

/**
 * A discrete-event kernel: virtual time in integer microseconds, events in the order (time, scheduling order).
 * Nothing here knows wall time; hosts pace it with {@link Kernel.runUntil}.
 */
export class Kernel implements Scheduler {
  #nowUs = 0;
  #sequence = 0;
  #eventsThisInstant = 0;
  /** How far the present run may go: the time, and the events left. */
  #horizonUs = -Infinity;
  #eventsLeft = 0;
  /** Set by a process that must stop at its next suspension. */
  #held = false;
  readonly #timers = new TimerQueue();

  /** Tasks whose process threw and that nobody joined are reported here; the default rethrows. */
  onFailure: (task: Task<unknown>, error: unknown) => void = (_task, error) => {
    throw error;
  };

  /** Virtual time in microseconds since the kernel was made. */
  get nowUs(): number {
    return this.#nowUs;
  }

  /** Virtual time in milliseconds. */
  get nowMs(): number {
    return this.#nowUs / 1000;
  }

  /** True when no event is waiting at all. */
  get idle(): boolean {
    return this.#timers.peek() === undefined;
  }

  /** The time of the next event in microseconds, if any. */
  get nextEventUs(): number | undefined {
    return this.#timers.peek()?.atUs;
  }

  /** Runs `callback` after `delayUs` microseconds of virtual time (rounded, never negative). */
  schedule(delayUs: number, callback: () => void): Timer {
    const atUs = this.#nowUs + Math.max(0, Math.round(delayUs));
    return this.#timers.push(atUs, this.#sequence++, callback);
  }

  /**
   * Lets time pass on the spot for the process that runs now, as if it had waited: true when nothing else is due
   * before or then, so that nobody could tell the difference. Otherwise false, and the process has to suspend.
   */
  skip(delayUs: number): boolean {
    const atUs = this.#nowUs + Math.round(delayUs);
    if (atUs <= this.#nowUs || atUs > this.#horizonUs || this.#eventsLeft <= 0 || this.#held) return false;
    const next = this.#timers.peek();
    if (next && next.atUs <= atUs) return false;
    this.#eventsLeft--;
    this.#advanceTo(atUs);
    return true;
  }

  /** No {@link skip} until the running event is over: its process has been told to stop. */
  hold(): void {
    this.#held = true;
  }

  /** Starts a process; its first step runs as an event of the present instant. */
  spawn<T>(name: string, process: Process<T>): Task<T> {
    const task = new Task<T>(this, name, process);
    task.start();
    return task;
  }

  /** Executes every event up to and including `untilUs`, then sets the clock to it. */
  runUntil(untilUs: number, limits: RunLimits = {}): RunOutcome {
    return this.#within(untilUs, limits.maxEvents ?? Infinity, () => {
      for (let next = this.#timers.peek(); next && next.atUs <= untilUs; next = this.#timers.peek()) {
        if (this.#eventsLeft-- <= 0) return 'budget';
        this.#step();
      }
      this.#advanceTo(untilUs);
      return 'reached';
    });
  }

  /**
   * Runs virtual time until the task ends and answers its result.
   * @throws DeadlockError when nothing is left to run; whatever the process threw.
   */
  run<T>(task: Task<T>): T {
    return this.#within(Infinity, Infinity, () => {
      while (!task.done) {
        if (this.idle)
          throw new DeadlockError(`task "${task.name}" waits for something that will never happen`);
        this.#step();
      }
      return task.result();
    });
  }

  #within<T>(horizonUs: number, events: number, body: () => T): T {
    const before = { horizonUs: this.#horizonUs, eventsLeft: this.#eventsLeft };
    this.#horizonUs = horizonUs;
    this.#eventsLeft = events;
    try {
      return body();
    } finally {
      this.#horizonUs = before.horizonUs;
      this.#eventsLeft = before.eventsLeft;
    }
  }

  #step(): void {
    const timer = this.#timers.pop();
    if (!timer) return;
    this.#advanceTo(timer.atUs);
    this.#held = false;
    if (++this.#eventsThisInstant > MAX_EVENTS_PER_INSTANT) {
      this.#eventsThisInstant = 0;
      throw new RunawayError(
        `more than ${String(MAX_EVENTS_PER_INSTANT)} events at ${String(this.#nowUs)} us`,
      );
    }
    timer.callback();
  }

  #advanceTo(atUs: number): void {
    if (atUs <= this.#nowUs) return;
    this.#nowUs = atUs;
    this.#eventsThisInstant = 0;
  }
}
