import { describe, expect, test } from 'vitest';
import type { Cluster, ClusterLoadAssignment } from '../../sandbox/envoy/config/index';
import { httpResponse, type HttpOutcome } from '../../sandbox/net/index';
import { sleep, type Process } from '../../sandbox/sim/index';
import { answer, answers, configOf, pods, tally, world } from './pods';

/** Localities by priority. */
function inPriorities(...levels: readonly (readonly string[])[]): ClusterLoadAssignment {
  return {
    clusterName: 'shop',
    endpoints: levels.map((addresses, priority) => ({
      priority,
      lbEndpoints: addresses.map((address) => {
        const [ip = '', port = ''] = address.split(':');
        return { address: { socketAddress: { address: ip, portValue: Number(port) } } };
      }),
    })),
  };
}

describe('priorities', () => {
  const ejecting: Partial<Cluster> = {
    outlierDetection: {
      consecutive5xx: 1,
      interval: '10s',
      baseEjectionTime: '60s',
      maxEjectionPercent: 100,
    },
    commonLbConfig: { healthyPanicThreshold: { value: 0 } },
  };

  test.each<
    [name: string, levels: readonly (readonly string[])[], bad: readonly string[], used: readonly string[]]
  >([
    ['all is well nearby', [[pods[0]], [pods[1]], [pods[2]]], [], [pods[0]]],
    ['nobody is left nearby', [[pods[0]], [pods[1]], [pods[2]]], [pods[0]], [pods[1]]],
    ['nobody is left in the two nearest', [[pods[0]], [pods[1]], [pods[2]]], [pods[0], pods[1]], [pods[2]]],
    // One of two is 70 % of what is needed: the rest goes further.
    ['half is left nearby', [[pods[0], pods[1]], [pods[2]]], [pods[0]], [pods[1], pods[2]]],
  ])('when %s', (_, levels, bad, used) => {
    const setup = world({}, ejecting);
    for (const pod of bad) setup.net.serve(pod, () => httpResponse(500, ''));
    setup.proxy.applyConfig({ ...configOf({}, ejecting), loadAssignments: [inPriorities(...levels)] });
    for (let i = 0; i < 4; i++) {
      setup.net.kernel.runUntil(setup.net.kernel.nowUs + 2_000_000);
      answers(setup, 10);
    }
    setup.net.kernel.runUntil(setup.net.kernel.nowUs + 2_000_000);
    expect(Object.keys(tally(answers(setup, 60)))).toEqual([...used].sort());
  });
});

describe('a budget of retries', () => {
  /** Of so many requests at once to pods that fail once each, those that were helped by a retry. */
  function helped(retryBudget: { budgetPercent: { value: number }; minRetryConcurrency: number }): number {
    const more: Partial<Cluster> = { circuitBreakers: { thresholds: [{ retryBudget }] } };
    const setup = world({ retryPolicy: { retryOn: '5xx', numRetries: 1 } }, more);
    let left = 10;
    for (const pod of pods) setup.net.serve(pod, () => slowly(left-- > 0 ? 503 : 200));
    const { kernel } = setup.net;
    const tasks = Array.from({ length: 10 }, () => kernel.spawn('client', setup.net.client(setup.proxy, {})));
    kernel.runUntil(kernel.nowUs + 60_000_000);
    return tasks.filter((task) => answer(task.result().outcome) !== '503').length;
  }

  test.each<[percent: number, least: number, helped: number]>([
    // The share is of the requests under way, which get fewer with each that has failed.
    [100, 0, 5],
    [0, 3, 3],
    [0, 0, 0],
  ])('of %i percent, at least %i, helps %i of ten', (value, minRetryConcurrency, expected) => {
    expect(helped({ budgetPercent: { value }, minRetryConcurrency })).toBe(expected);
  });
});

describe('a new configuration', () => {
  test('leaves the request that is under way alone, and is there for the next one', () => {
    const setup = world();
    for (const pod of pods) setup.net.serve(pod, () => slowly(200));
    const { kernel } = setup.net;
    const task = kernel.spawn('client', setup.net.client(setup.proxy, {}));
    kernel.runUntil(kernel.nowUs + 500_000);
    setup.proxy.applyConfig(configOf({ cluster: 'gone' }, {}, []));
    kernel.runUntil(kernel.nowUs + 5_000_000);
    expect(answer(task.result().outcome)).toBe('slow');
    expect(answers(setup, 1)).toEqual(['503']);
  });
});

describe('the protocol spoken to the upstream', () => {
  test.each<[string, Partial<Cluster>, string]>([
    ['is HTTP/1.1', {}, 'http/1.1'],
    ['is HTTP/2 where the cluster says so', { http2: true }, 'h2'],
    ['is the client’s where the cluster says so', { useDownstreamProtocol: true }, 'http/1.1'],
  ])('%s', (_, more, application) => {
    const setup = world({}, more);
    answers(setup, 1);
    expect(setup.net.connects.map((one) => one.application)).toEqual([application]);
  });
});

function* slowly(status: number): Process<HttpOutcome> {
  yield* sleep(1_000);
  return httpResponse(status, status === 200 ? 'slow' : '');
}
