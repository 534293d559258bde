/** One number that a proxy counts, as its admin interface shows it. */
export interface Stat {
  /** As `/stats` prints it: `cluster.outbound|80||web.default.svc.cluster.local;.upstream_rq_total`. */
  readonly name: string;
  /** As Prometheus names its family: `envoy_cluster_upstream_rq_total`. */
  readonly family: string;
  readonly labels: readonly StatLabel[];
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly value: number | StatHistogram;
}

export type StatLabel = readonly [name: string, value: string];

/** Values by bucket. */
export interface StatHistogram {
  /** How many values each bucket of {@link STAT_BUCKETS} got, none counted twice; one more at the end for the rest. */
  readonly counts: ArrayLike<number>;
  readonly sum: number;
}

/** Upper bounds of the buckets that Envoy shows to Prometheus (source/common/stats/histogram_impl.cc). */
export const STAT_BUCKETS: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];
