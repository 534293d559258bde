/** Upper ends of fortio's buckets, in units of the resolution. */
const STEPS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120,
  140, 160, 180, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1000, 2000, 3000, 4000, 5000, 7500,
  10_000, 20_000, 30_000, 40_000, 50_000, 75_000, 100_000,
];
/** Seconds. */
const RESOLUTION = 0.001;

/** A stretch of values: above `start` (the first: from it) up to `end`. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** Share of all values up to `end`, percent. */
  readonly percent: number;
}

/** Count, average, spread and extremes of some values. */
export class Counter {
  readonly values: number[] = [];

  add(value: number): void {
    this.values.push(value);
  }

  get sum(): number {
    return this.values.reduce((sum, value) => sum + value, 0);
  }

  get average(): number {
    return this.values.length === 0 ? 0 : this.sum / this.values.length;
  }

  get deviation(): number {
    const { average, values } = this;
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
    return values.length === 0 ? 0 : Math.sqrt(squares / values.length);
  }

  get min(): number {
    return this.values.length === 0 ? 0 : Math.min(...this.values);
  }

  get max(): number {
    return this.values.length === 0 ? 0 : Math.max(...this.values);
  }

  /** `name : count 20 avg 0.0056869 +/- 0.003869 min 0.000499 max 0.0144329 sum 0.113738`. */
  line(name: string): string {
    const { values, average, deviation, min, max, sum } = this;
    return `${name} : count ${String(values.length)} avg ${general(average, 8)} +/- ${general(deviation, 4)} min ${general(min, 9)} max ${general(max, 9)} sum ${general(sum, 9)}`;
  }
}

/** The values in fortio's buckets; empty ones are left out. */
export function bucketsOf(counter: Counter): readonly Bucket[] {
  const counts = new Map<number, number>();
  for (const value of counter.values) {
    const index = STEPS.findIndex((step) => value <= step * RESOLUTION);
    const at = index < 0 ? STEPS.length : index;
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const used = [...counts].sort(([a], [b]) => a - b);
  let seen = 0;
  return used.map(([index, count], position) => {
    seen += count;
    const end = (STEPS[index] ?? Infinity) * RESOLUTION;
    return {
      start: position === 0 ? counter.min : (STEPS[index - 1] ?? 0) * RESOLUTION,
      end: position === used.length - 1 ? counter.max : end,
      count,
      percent: (100 * seen) / counter.values.length,
    };
  });
}

/** The value that a share of the values stays below, straight lines drawn within a bucket. */
export function percentile(buckets: readonly Bucket[], percent: number): number {
  let before = 0;
  for (const { start, end, percent: upTo } of buckets) {
    if (percent <= upTo)
      return upTo === before ? end : start + ((percent - before) / (upTo - before)) * (end - start);
    before = upTo;
  }
  return buckets.at(-1)?.end ?? 0;
}

/** Go's `%.Ng`. */
export function general(value: number, digits: number): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const text = value.toPrecision(digits);
  const plain = text.includes('e') || exponent < -4 ? Number(text).toExponential() : text;
  if (plain.includes('e')) return plain.replace(/e([+-])(\d)$/, 'e$10$2');
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}
