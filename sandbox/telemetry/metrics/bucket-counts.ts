import { STAT_BUCKETS, type StatHistogram } from '../../net/index';

const LAST = STAT_BUCKETS.length;

/** Values in the buckets that Envoy shows. */
export class BucketCounts implements StatHistogram {
  readonly counts = new Uint32Array(LAST + 1);
  sum = 0;
  /** The bucket of the value before: many values are alike. */
  #index = 0;

  add(value: number): void {
    let index = this.#index;
    while (index < LAST && value > (STAT_BUCKETS[index] ?? Infinity)) index++;
    while (index > 0 && value <= (STAT_BUCKETS[index - 1] ?? 0)) index--;
    this.#index = index;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += value;
  }
}
