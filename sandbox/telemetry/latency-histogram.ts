/** Buckets for each doubling, as a power of two: a quantile read from them is within an eighth. */
const STEPS_LOG2 = 2;
const STEPS = 1 << STEPS_LOG2;
/** Times below this many microseconds share the first bucket. */
const SMALLEST_US = STEPS;
const LONGEST_US = 0x7fff_ffff;

/** How long requests took, compactly; answers quantiles. Few buckets are in use at a time: they are kept in a list. */
export class LatencyHistogram {
  /** Buckets and their counts, by turns. */
  readonly #counts: number[] = [];
  #total = 0;

  add(ms: number): void {
    this.#add(bucketOf(ms), 1);
  }

  merge(other: LatencyHistogram): void {
    for (let i = 0; i < other.#counts.length; i += 2)
      this.#add(other.#counts[i] ?? 0, other.#counts[i + 1] ?? 0);
  }

  /** Milliseconds below which a share of the values lies; 0 when there are none. */
  quantile(share: number): number {
    const wanted = share * this.#total;
    let seen = 0;
    for (const [bucket, count] of this.#sorted()) {
      seen += count;
      if (seen >= wanted) return middleMs(bucket);
    }
    return 0;
  }

  #sorted(): [bucket: number, count: number][] {
    const pairs: [number, number][] = [];
    for (let i = 0; i < this.#counts.length; i += 2)
      pairs.push([this.#counts[i] ?? 0, this.#counts[i + 1] ?? 0]);
    return pairs.sort(([a], [b]) => a - b);
  }

  #add(bucket: number, count: number): void {
    const counts = this.#counts;
    this.#total += count;
    for (let i = 0; i < counts.length; i += 2)
      if (counts[i] === bucket) {
        counts[i + 1] = (counts[i + 1] ?? 0) + count;
        return;
      }
    counts.push(bucket, count);
  }
}

/** Integers only: the highest bit says the doubling, the bits behind it the step. */
function bucketOf(ms: number): number {
  const us = Math.min(LONGEST_US, Math.floor(ms * 1000));
  if (us < SMALLEST_US) return 0;
  const doubling = 31 - Math.clz32(us);
  return doubling * STEPS + ((us >> (doubling - STEPS_LOG2)) & (STEPS - 1));
}

function middleMs(bucket: number): number {
  if (bucket === 0) return SMALLEST_US / 2000;
  const doubling = Math.floor(bucket / STEPS);
  const width = 2 ** (doubling - STEPS_LOG2);
  return (2 ** doubling + ((bucket % STEPS) + 0.5) * width) / 1000;
}
