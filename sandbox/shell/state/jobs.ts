import type { Task } from '../../sim/index';

/** A command started with `&`. */
export interface Job {
  readonly number: number;
  readonly pid: number;
  readonly text: string;
  readonly task: Task<number>;
  /** The signal that ended it, if `kill` did. */
  signal?: string;
}

/** The background jobs of one shell. */
export class Jobs {
  #jobs: Job[] = [];

  constructor(private readonly nextPid: () => number) {}

  get all(): readonly Job[] {
    return this.#jobs;
  }

  add(text: string, task: Task<number>): Job {
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    const job: Job = { number, pid: this.nextPid(), text, task };
    this.#jobs.push(job);
    return job;
  }

  /** The job that `%1`, `%+`, `%-`, `%text` or a process id names. */
  find(name: string): Job | undefined {
    if (/^\d+$/.test(name)) return this.#jobs.find((job) => job.pid === Number(name));
    if (name === '%' || name === '%%' || name === '%+') return this.#jobs.at(-1);
    if (name === '%-') return this.#jobs.at(-2) ?? this.#jobs.at(-1);
    const key = name.slice(1);
    if (/^\d+$/.test(key)) return this.#jobs.find((job) => job.number === Number(key));
    return this.#jobs.findLast((job) => job.text.startsWith(key));
  }

  forget(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
  }

  /** Ends a job as a signal would. */
  kill(job: Job, signal: string): void {
    job.signal = signal;
    job.task.cancel();
  }

  /** `+`, `-` or a blank, as `jobs` marks them. */
  mark(job: Job): string {
    if (job === this.#jobs.at(-1)) return '+';
    return job === this.#jobs.at(-2) ? '-' : ' ';
  }
}
