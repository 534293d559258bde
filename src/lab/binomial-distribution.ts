/** A binomial distribution, computed exactly (no normal approximation). */
export interface Binomial {
  /** Probability of each count from 0 to n. */
  readonly probabilities: readonly number[];
  /** The counts between which at least 95 % of all runs end: what is outside on either side has at most 2.5 %. */
  readonly low: number;
  readonly high: number;
}

/** @param percent chance of a hit per request, 0 to 100 */
export function binomial(n: number, percent: number): Binomial {
  const p = Math.min(1, Math.max(0, percent / 100));
  const probabilities = Array.from({ length: n + 1 }, (_, k) => pointProbability(n, k, p));
  let below = 0;
  let low = 0;
  while (low < n && below + (probabilities[low] ?? 0) <= 0.025) below += probabilities[low++] ?? 0;
  let above = 0;
  let high = n;
  while (high > low && above + (probabilities[high] ?? 0) <= 0.025) above += probabilities[high--] ?? 0;
  return { probabilities, low, high };
}

/** Chance that `seen` or more hits come out. */
export function atLeast({ probabilities }: Binomial, seen: number): number {
  return probabilities.slice(Math.max(0, seen)).reduce((sum, probability) => sum + probability, 0);
}

/** In logarithms: factorials of a thousand do not fit a number. */
function pointProbability(n: number, k: number, p: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  let log = k * Math.log(p) + (n - k) * Math.log(1 - p);
  for (let i = 1; i <= k; i++) log += Math.log(n - k + i) - Math.log(i);
  return Math.exp(log);
}
