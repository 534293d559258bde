import { isoMillis } from '../../lib/calendar';
import { Ring } from '../../lib/ring';
import type { Complaint, Reading } from '../mesh-config-map/index';

/** Lines that are kept. */
const LIMIT = 300;

/** What istiod writes about its own work; `kubectl logs` of its pod prints it. */
export class IstiodLog {
  readonly #lines = new Ring<{ readonly atMs: number; readonly text: string }>(LIMIT);

  /** @param now virtual wall clock, epoch milliseconds */
  constructor(private readonly now: () => number) {}

  warn({ message, scope }: Complaint): void {
    const atMs = this.now();
    const time = isoMillis(atMs).replace('Z', '000Z');
    this.#lines.push({ atMs, text: [time, 'warn', ...(scope ? [scope] : []), message].join('\t') });
  }

  /** What was made of a configuration, once what is to be said about it is written down. */
  heeding<T>({ value, complaints }: Reading<T>): T | undefined {
    for (const complaint of complaints) this.warn(complaint);
    return value;
  }

  /** Oldest first. */
  read(): readonly { readonly atMs: number; readonly text: string }[] {
    return this.#lines.all();
  }
}
