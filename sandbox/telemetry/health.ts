import type { EdgeTotals } from './edge-meter';

/** As Kiali colours what it draws; `none`: nothing to judge by. */
export type Health = 'healthy' | 'degraded' | 'failure' | 'none';

interface Tolerance {
  /** How many requests ended so. */
  readonly count: (totals: EdgeTotals) => number;
  /** Percent of all requests from which it is degraded; 0: from the first one on. */
  readonly degraded: number;
  readonly failure: number;
}

/** Kiali's default rates for HTTP (config/config.go, health_config.rate). */
const tolerances: readonly Tolerance[] = [
  { count: ({ serverErrors }) => serverErrors, degraded: 0, failure: 10 },
  { count: ({ clientErrors }) => clientErrors, degraded: 10, failure: 20 },
  { count: ({ unanswered }) => unanswered, degraded: 0, failure: 10 },
];

const ORDER: readonly Health[] = ['none', 'healthy', 'degraded', 'failure'];

/** The health that requests show. */
export function requestHealth(totals: EdgeTotals): Health {
  if (totals.requests === 0) return 'none';
  return worst(tolerances.map((tolerance) => verdict(tolerance, totals)));
}

/** The health that pods show: all of them should be ready. */
export function podHealth(ready: number, replicas: number): Health {
  if (replicas === 0) return 'none';
  if (ready === replicas) return 'healthy';
  return ready === 0 ? 'failure' : 'degraded';
}

export function worst(healths: readonly Health[]): Health {
  return ORDER[Math.max(0, ...healths.map((health) => ORDER.indexOf(health)))] ?? 'none';
}

function verdict({ count, degraded, failure }: Tolerance, totals: EdgeTotals): Health {
  const percent = (100 * count(totals)) / totals.requests;
  if (percent >= failure) return 'failure';
  return percent > 0 && percent >= degraded ? 'degraded' : 'healthy';
}
