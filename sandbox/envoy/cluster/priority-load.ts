/** Hosts of one priority level. */
export interface PriorityLevel {
  readonly healthy: number;
  readonly total: number;
}

/**
 * The share of requests each priority gets, in percent: health with overprovisioning 1.4, spilled in order, scaled
 * when the sum is below 100 (source/extensions/load_balancing_policies/common/load_balancer_impl.cc).
 */
export function priorityLoad(levels: readonly PriorityLevel[]): { health: number[]; load: number[] } {
  const health = levels.map(({ healthy, total }) =>
    total === 0 ? 0 : Math.min(100, Math.trunc((140 * healthy) / total)),
  );
  const sum = Math.min(
    100,
    health.reduce((a, b) => a + b, 0),
  );
  const load = health.map(() => 0);
  let left = 100;
  if (sum > 0) {
    health.forEach((value, index) => {
      load[index] = Math.min(left, Math.trunc((value * 100) / sum));
      left -= load[index] ?? 0;
    });
  }
  const receiver = Math.max(
    0,
    health.findIndex((value) => value > 0),
  );
  if (levels.length > 0) load[receiver] = (load[receiver] ?? 0) + left;
  return { health, load };
}

/** The priority a random number falls on: `random % 100 + 1` within the cumulated loads. */
export function choosePriority(load: readonly number[], random: number): number {
  const draw = (random % 100) + 1;
  let cumulated = 0;
  for (const [index, share] of load.entries()) {
    cumulated += share;
    if (draw <= cumulated) return index;
  }
  return 0;
}
