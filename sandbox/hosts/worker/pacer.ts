import type { RunLimits, RunOutcome } from '../../index';

/** The part of a world that a pacer drives. */
export interface PacedClock {
  nowMs(): number;
  runUntil(ms: number, limits?: RunLimits): RunOutcome;
}

/** Real milliseconds one slice may take before other messages get their turn. */
const SLICE_MS = 12;
/** Events between two looks at the real clock. */
const EVENTS_PER_LOOK = 400;
/** Real time that is made up for at most: a tab that slept does not rush through what it missed. */
const LONGEST_GAP_MS = 250;

/**
 * Lets virtual time follow real time at a chosen speed. When the world cannot keep up, virtual time runs slower;
 * it never blocks longer than one slice.
 */
export class Pacer {
  #speed = 1;
  #paused = false;
  #lastRealMs: number;
  #targetMs: number;

  /** @param realNow milliseconds of a monotonic clock */
  constructor(
    private readonly world: PacedClock,
    private readonly realNow: () => number,
  ) {
    this.#lastRealMs = realNow();
    this.#targetMs = world.nowMs();
  }

  set speed(factor: number) {
    this.#speed = factor;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
  }

  /**
   * Runs one slice.
   * @param mayRun asked between batches of events; false ends the slice (the terminal's reader is behind)
   * @returns `behind` when events that are due were left for the next slice
   */
  slice(mayRun: () => boolean): 'level' | 'behind' {
    const started = this.realNow();
    const elapsed = Math.min(started - this.#lastRealMs, LONGEST_GAP_MS);
    this.#lastRealMs = started;
    if (this.#paused) return 'level';
    // Apply and the like run virtual time themselves: never aim at the past.
    this.#targetMs = Math.max(this.#targetMs, this.world.nowMs()) + elapsed * this.#speed;
    while (mayRun()) {
      if (this.world.runUntil(this.#targetMs, { maxEvents: EVENTS_PER_LOOK }) === 'reached') return 'level';
      if (this.realNow() - started >= SLICE_MS) break;
    }
    this.#targetMs = this.world.nowMs(); // what was missed is not made up for
    return 'behind';
  }
}
