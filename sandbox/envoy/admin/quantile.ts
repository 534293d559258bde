import { STAT_BUCKETS, type StatHistogram } from '../../net/index';

/** The value that a share of a histogram's values do not exceed, read between the bounds of its bucket. */
export function bucketQuantile({ counts }: StatHistogram, share: number): number | undefined {
  let total = 0;
  for (let index = 0; index <= STAT_BUCKETS.length; index++) total += counts[index] ?? 0;
  if (total === 0) return undefined;
  const wanted = share * total;
  let seen = 0;
  for (const [index, bound] of STAT_BUCKETS.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0 && seen + count >= wanted) {
      const below = STAT_BUCKETS[index - 1] ?? 0;
      return below + (bound - below) * Math.max(0, (wanted - seen) / count);
    }
    seen += count;
  }
  return STAT_BUCKETS.at(-1);
}
