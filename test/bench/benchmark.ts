/** A benchmark: declared once, run by `drydock bench`. It warms up by itself. */
export interface Benchmark {
  readonly name: string;
  /** What is timed, in one line. */
  readonly summary: string;
  run(): readonly Measurement[] | Promise<readonly Measurement[]>;
}

export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 'requests/s' | 'ms' | 'us' | 'MB' | 'kB' | '%' | 'x';
  /** What we want: at least (for rates) or at most (for times and sizes). */
  readonly target?: number;
}

/** The median of several runs of a piece of work, in milliseconds. */
export function medianMs(runs: number, work: () => void): number {
  const times = timesMs(runs, work);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/**
 * The median once the engine has compiled the work, milliseconds: what a benchmark of a language compiled ahead of time
 * reports from its first run on.
 * @param warmUpMs how long the work is repeated before anything counts
 */
export function steadyMs(warmUpMs: number, runs: number, work: () => void): number {
  const from = performance.now();
  do work();
  while (performance.now() - from < warmUpMs);
  return medianMs(runs, work);
}

/** The 95th percentile of several runs, in milliseconds. */
export function p95Ms(runs: number, work: () => void): number {
  const times = timesMs(runs, work);
  return times[Math.min(times.length - 1, Math.ceil(times.length * 0.95) - 1)] ?? 0;
}

function timesMs(runs: number, work: () => void): number[] {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now();
    work();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}
