import { describe, expect, test } from 'vitest';
import { isFailure, type World } from '../../sandbox/index';
import { applyFiles, canaryWorld, DRIVER_URL } from '../support/canary-world';

const COUNT_1000 = `kubectl apply -f canary.yaml && sleep 2; for i in $(seq 1 1000); do curl -s ${DRIVER_URL}; echo; done | sort | uniq -c`;

describe('the 90/10 canary', () => {
  test('a thousand requests split within 10 % ± 3 points, the same for the same seed', () => {
    const first = canaryWorld(7).run(COUNT_1000);
    const lines = first.stdout.trimEnd().split('\n').slice(2);
    expect(lines).toHaveLength(2);
    const counts = lines.map((line) => Number.parseInt(line, 10));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(Math.abs(Math.min(...counts) - 100)).toBeLessThanOrEqual(30);
    expect(canaryWorld(7).run(COUNT_1000).stdout).toBe(first.stdout);
    expect(canaryWorld(8).run(COUNT_1000).stdout).not.toBe(first.stdout);
  });

  test('without the canary the two versions share about evenly', () => {
    const world = canaryWorld();
    const shares = tally(world, 400);
    expect(Object.keys(shares).sort()).toEqual(['risky', 'safe']);
    expect(Math.abs((shares.risky ?? 0) - 200)).toBeLessThanOrEqual(50);
  });

  test('the endless loop streams line by line until timeout ends it', () => {
    const world = canaryWorld();
    const seenAtMs: number[] = [];
    const result = world.run(
      `timeout 16 bash -c 'while true; do curl -s ${DRIVER_URL}; echo; sleep 0.5; done'`,
      {
        onOutput: (text) => {
          if (text.includes('\n')) seenAtMs.push(world.nowMs());
        },
      },
    );
    expect(result.exitCode).toBe(124);
    expect(result.endMs - result.startMs).toBeGreaterThanOrEqual(16_000);
    const lines = result.stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(28);
    expect(lines.length).toBeLessThanOrEqual(32);
    expect(new Set(seenAtMs).size).toBeGreaterThanOrEqual(28);
  });
});

describe('what breaks, and what the record says', () => {
  test('without the DestinationRule every request bound to a subset is 503 NC, named at its line', () => {
    const world = canaryWorld();
    applyFiles(world, 'canary.yaml');
    world.run('kubectl delete destinationrule canary-dr');
    world.settle();
    const { trace } = world.fetch({ url: DRIVER_URL });
    const explained = world.explain(trace.id);
    const hop = explained?.hops.find(({ flags }) => flags === 'NC');
    expect(hop).toMatchObject({ status: 503, details: 'cluster_not_found', direction: 'outbound' });
    expect(hop?.workload).toContain('api-gateway');
    const origin = hop?.record?.steps.find(({ step }) => step === 'weightedCluster')?.origin;
    expect(origin).toMatchObject({ kind: 'VirtualService', name: 'canary-vs', file: 'canary.yaml' });
    expect(origin?.line).toBeGreaterThan(1);
  });

  test('without the VirtualService the split is even again', () => {
    const world = canaryWorld();
    applyFiles(world, 'canary.yaml');
    world.run('kubectl delete virtualservice canary-vs');
    world.settle();
    expect(Math.abs((tally(world, 400).risky ?? 0) - 200)).toBeLessThanOrEqual(50);
  });

  test('another host in the Gateway is 404 NR', () => {
    const world = canaryWorld();
    const gateway = world.files.read(world.files.resolve('~/gateway.yaml', '/')) ?? '';
    world.apply(gateway.replace('fleetman.example.com', 'trucks.example.com'), { file: 'gateway.yaml' });
    world.settle();
    const { outcome, trace } = world.fetch({ url: DRIVER_URL });
    expect(isFailure(outcome) ? outcome : outcome.status).toBe(404);
    expect(world.explain(trace.id)?.hops[0]).toMatchObject({
      direction: 'gateway',
      flags: 'NR',
      details: 'route_not_found',
    });
  });
});

/** Which versions of staff-service answered. */
function tally(world: World, count: number): Record<string, number> {
  const shares: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const { outcome } = world.fetch({ url: DRIVER_URL });
    const version = isFailure(outcome)
      ? outcome.failure
      : outcome.body.includes('placeholder.png')
        ? 'safe'
        : 'risky';
    shares[version] = (shares[version] ?? 0) + 1;
  }
  return shares;
}
