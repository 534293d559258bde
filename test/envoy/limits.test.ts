import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../sandbox/envoy/config/index';
import { httpResponse, type HttpOutcome } from '../../sandbox/net/index';
import { sleep, type Process } from '../../sandbox/sim/index';
import { answer, configOf, pods, tally, world } from './pods';

describe('circuit breakers', () => {
  const limited = (connections: number, pending: number): Partial<Cluster> => ({
    circuitBreakers: { thresholds: [{ maxConnections: connections, maxPendingRequests: pending }] },
  });

  function burst(more: Partial<Cluster>, count: number, warm: number): Record<string, number> {
    const setup = world({}, more);
    setup.proxy.applyConfig(configOf({}, more, [pods[0]]));
    setup.net.serve(pods[0], () => busy());
    const { kernel } = setup.net;
    const send = (clients: number): string[] => {
      const tasks = Array.from({ length: clients }, () =>
        kernel.spawn('client', setup.net.client(setup.proxy, {})),
      );
      kernel.runUntil(kernel.nowUs + 60_000_000);
      return tasks.map((task) => answer(task.result().outcome));
    };
    for (let i = 0; i < warm; i++) send(1);
    return tally(send(count));
  }

  test('one connection and one place to wait: the third of three fails', () => {
    expect(burst(limited(1, 1), 3, 1)).toEqual({ '200 busy': 2, '503': 1 });
  });

  test('maxConnections alone only makes requests wait', () => {
    expect(burst(limited(1, 1000), 10, 1)).toEqual({ '200 busy': 10 });
  });

  test('http2MaxRequests counts for HTTP/1.1 too', () => {
    expect(burst({ circuitBreakers: { thresholds: [{ maxRequests: 2 }] } }, 5, 0)).toEqual({
      '200 busy': 2,
      '503': 3,
    });
  });

  test('nothing stays in use: the same burst again has the same outcome', () => {
    expect(burst(limited(1, 1), 3, 5)).toEqual({ '200 busy': 2, '503': 1 });
  });
});

describe('outlier detection', () => {
  const outlierDetection = {
    consecutive5xx: 1,
    interval: '1s',
    baseEjectionTime: '3s',
    maxEjectionPercent: 100,
  };
  const quick: Partial<Cluster> = {
    outlierDetection,
    commonLbConfig: { healthyPanicThreshold: { value: 0 } },
  };

  function ailing(bad: readonly string[], more: Partial<Cluster> = quick): ReturnType<typeof world> {
    const setup = world({}, more);
    for (const pod of bad) setup.net.serve(pod, () => httpResponse(500, ''));
    setup.net.kernel.runUntil(2_000_000);
    return setup;
  }

  /** One request every 100 ms. */
  function stream(setup: ReturnType<typeof world>, count: number): string[] {
    return Array.from({ length: count }, () => {
      setup.net.kernel.runUntil(setup.net.kernel.nowUs + 99_000);
      return answer(setup.net.send(setup.proxy).outcome);
    });
  }

  test('one bad pod fails once and comes back at the first sweep after its time', () => {
    const setup = ailing([pods[0]]);
    const got = stream(setup, 60);
    const failures = got.flatMap((entry, index) => (entry === '500' ? [index] : []));
    const [first = -1, second = -1] = failures;
    expect(got.slice(first + 1, first + 31)).not.toContain('500');
    expect(second - first).toBeGreaterThan(30);
  });

  test('all bad: the second ejection shows a second after the first, then nobody is left', () => {
    const setup = ailing(pods);
    const got = stream(setup, 25);
    expect(got.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => '500'));
    expect(got.slice(12)).toEqual(Array.from({ length: 13 }, () => '503'));
  });

  test('a tenth of three pods is none', () => {
    const tenth = { ...quick, outlierDetection: { ...outlierDetection, maxEjectionPercent: 10 } };
    expect(stream(ailing([pods[0]], tenth), 60).filter((entry) => entry === '500').length).toBeGreaterThan(8);
  });

  test('another policy brings ejected pods back, more endpoints do not', () => {
    const setup = ailing(pods);
    stream(setup, 15);
    setup.proxy.applyConfig(configOf({}, quick, [...pods].reverse()));
    expect(stream(setup, 1)).toEqual(['503']);
    const changed = { ...quick, outlierDetection: { ...outlierDetection, consecutive5xx: 7 } };
    setup.proxy.applyConfig(configOf({}, changed));
    expect(stream(setup, 1)).toEqual(['500']);
  });
});

function* busy(): Process<HttpOutcome> {
  yield* sleep(1000);
  return httpResponse(200, '200 busy');
}
