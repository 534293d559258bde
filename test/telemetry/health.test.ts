import { describe, expect, it } from 'vitest';
import { EdgeTotals } from '../../sandbox/telemetry/edge-meter';
import { podHealth, requestHealth } from '../../sandbox/telemetry/health';

/** A hundred requests, so many of which ended with a status. */
function totals(status: number, count: number): EdgeTotals {
  const sum = new EdgeTotals();
  for (let i = 0; i < 100; i++) {
    const request = { method: 'GET', scheme: 'http', authority: '', path: '/', body: '' } as never;
    const hop = { status: i < count ? status : 200, flags: '', details: '', request } as never;
    sum.add(hop, 1, false, false);
  }
  return sum;
}

describe('health', () => {
  it.each([
    ['nothing fails', 200, 100, 'healthy'],
    ['one answer is a 5xx', 503, 1, 'degraded'],
    ['a tenth are', 503, 10, 'failure'],
    ['a few are 4xx', 404, 9, 'healthy'],
    ['a tenth are 4xx', 404, 10, 'degraded'],
    ['a fifth are', 404, 20, 'failure'],
    ['a tenth have no answer', 0, 10, 'failure'],
  ] as const)('of requests when %s', (_, status, count, health) => {
    expect(requestHealth(totals(status, count))).toBe(health);
  });

  it('of no requests is none', () => {
    expect(requestHealth(new EdgeTotals())).toBe('none');
  });

  it.each([
    [2, 2, 'healthy'],
    [1, 2, 'degraded'],
    [0, 2, 'failure'],
    [0, 0, 'none'],
  ] as const)('of pods, %i of %i ready, is %s', (ready, replicas, health) => {
    expect(podHealth(ready, replicas)).toBe(health);
  });
});
