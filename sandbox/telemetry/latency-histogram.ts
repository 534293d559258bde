/** Buckets grow by a fifth: a quantile read from them is within ten percent. */
const GROWTH = Math.log(1.2);
const SMALLEST_MS = 0.05;

/** How long requests took, compactly; answers quantiles. */
export class LatencyHistogram {
  readonly #counts = new Map<number, number>();
  #total = 0;

  add(ms: number, count = 1): void {
    const bucket = ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / GROWTH);
    this.#addBucket(bucket, count);
  }

  merge(other: LatencyHistogram): void {
    for (const [bucket, count] of other.#counts) this.#addBucket(bucket, count);
  }

  /** Milliseconds below which a share of the values lies; 0 when there are none. */
  quantile(share: number): number {
    const wanted = share * this.#total;
    let seen = 0;
    for (const [bucket, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      seen += count;
      if (seen >= wanted) return SMALLEST_MS * Math.exp(GROWTH * (bucket - 0.5));
    }
    return 0;
  }

  #addBucket(bucket: number, count: number): void {
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
    this.#total += count;
  }
}
