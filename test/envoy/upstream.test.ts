import { describe, expect, test } from 'vitest';
import { httpResponse, isFailure, type HttpOutcome } from '../../sandbox/net/index';
import { sleep, type Process } from '../../sandbox/sim/index';
import { answer, answers, configOf, pods, tally, world } from './pods';
import { endpoints, TestNetwork } from './wiring';

describe('load balancing', () => {
  test('round robin goes around', () => {
    const got = answers(world({}, { lbPolicy: 'ROUND_ROBIN' }), 6);
    expect(tally(got)).toEqual({ [pods[0]]: 2, [pods[1]]: 2, [pods[2]]: 2 });
    expect(got.slice(0, 3)).toEqual(got.slice(3));
  });

  test('an address that is listed again is one host', () => {
    const listed = [pods[0], pods[0], pods[1], pods[0]];
    const net = new TestNetwork(1);
    for (const pod of pods) net.serve(pod, () => httpResponse(200, pod));
    const config = configOf({}, { lbPolicy: 'ROUND_ROBIN' }, listed);
    const proxy = net.proxy('gateway', '10.0.0.1', config);
    expect(tally(answers({ net, proxy }, 6))).toEqual({ [pods[0]]: 3, [pods[1]]: 3 });
  });

  test.each(['RANDOM', 'LEAST_REQUEST'] as const)('%s is even when nothing is busy', (lbPolicy) => {
    const counts = tally(answers(world({}, { lbPolicy }), 3000));
    // five standard deviations of a third of 3000
    for (const pod of pods) expect(Math.abs((counts[pod] ?? 0) - 1000)).toBeLessThan(130);
  });

  test('least request avoids the busy pod', () => {
    const setup = world({}, { lbPolicy: 'LEAST_REQUEST' });
    let stuck = 0;
    setup.net.serve(pods[0], () => {
      stuck++;
      return neverEnding();
    });
    const { kernel } = setup.net;
    const clients = Array.from({ length: 90 }, () =>
      kernel.spawn('client', setup.net.client(setup.proxy, {})),
    );
    kernel.runUntil(1_000_000);
    const served = clients.filter((task) => task.done).length;
    expect(served + stuck).toBe(90);
    expect(stuck).toBeLessThan(20); // a blind choice would catch about 30
    for (const task of clients) task.cancel();
  });

  test.each(['RING_HASH', 'MAGLEV'] as const)('%s keeps a user on one pod and spreads users', (lbPolicy) => {
    const setup = world({ hashPolicy: [{ header: { headerName: 'x-user' } }] }, { lbPolicy });
    const homes = ['user1', 'user2', 'user3', 'user4', 'user5', 'user6'].map((user) => {
      const seen = new Set(answers(setup, 5, { 'x-user': user }));
      expect(seen.size).toBe(1);
      return [...seen][0];
    });
    expect(new Set(homes).size).toBeGreaterThan(1);
  });

  test('a cookie with a ttl is made up, set, and keeps its bearer where it is', () => {
    const setup = world(
      { hashPolicy: [{ cookie: { name: 'user', ttl: '3600s', path: '/' } }] },
      { lbPolicy: 'RING_HASH' },
    );
    const { outcome } = setup.net.send(setup.proxy);
    const cookie = isFailure(outcome) ? '' : (outcome.headers.get('set-cookie') ?? '');
    expect(cookie).toMatch(/^user="[0-9a-f]{1,16}"; Max-Age=3600; Path=\/; HttpOnly$/);
    const value = cookie.slice(0, cookie.indexOf(';'));
    expect(new Set(answers(setup, 5, { cookie: value }))).toEqual(new Set([answer(outcome)]));
  });
});

describe('weighted clusters', () => {
  const split = {
    weightedClusters: {
      clusters: [
        { name: 'v1', weight: 90 },
        { name: 'v2', weight: 10 },
      ],
    },
  };
  const shares = (seed: number): string[] => answers(world({ cluster: undefined, ...split }, {}, seed), 1000);

  test('a tenth goes to the canary, the same tenth with the same seed', () => {
    const counts = tally(shares(7));
    expect(counts['10.0.0.3:8080']).toBeGreaterThan(60);
    expect(counts['10.0.0.3:8080']).toBeLessThan(140);
    expect(shares(7)).toEqual(shares(7));
    expect(shares(7)).not.toEqual(shares(8));
  });

  test('a retry does not draw again', () => {
    const setup = world({ cluster: undefined, ...split, retryPolicy: { retryOn: '5xx', numRetries: 3 } });
    for (const pod of pods) setup.net.serve(pod, () => httpResponse(500));
    for (let i = 0; i < 20; i++) {
      const decision = setup.net.send(setup.proxy).trace.hops[0]?.decision;
      expect(decision?.attempts).toBe(4);
      expect(['v1', 'v2']).toContain(decision?.cluster);
    }
  });
});

describe('retries', () => {
  const policy = {
    retryOn: 'connect-failure',
    numRetries: 2,
    retryHostPredicate: [{ name: 'envoy.retry_host_predicates.previous_hosts' }],
    hostSelectionRetryMaxAttempts: 5,
  };

  test('a dead pod is hidden: the retry goes to another', () => {
    const setup = world({ retryPolicy: policy });
    setup.net.stop(pods[0]);
    expect(new Set(answers(setup, 60))).toEqual(new Set([pods[1], pods[2]]));
  });

  test('every try counts itself, and waits within its window', () => {
    const setup = world({ retryPolicy: { retryOn: '5xx', numRetries: 3 } });
    const counts: (string | undefined)[] = [];
    for (const pod of pods)
      setup.net.serve(pod, (request) => {
        counts.push(request.headers.get('x-envoy-attempt-count'));
        return httpResponse(503);
      });
    const config = configOf({ retryPolicy: { retryOn: '5xx', numRetries: 3 } }, {});
    const [routeConfiguration] = config.routeConfigurations;
    const [host] = routeConfiguration?.virtualHosts ?? [];
    if (!routeConfiguration || !host) throw new Error('no routes');
    setup.proxy.applyConfig({
      ...config,
      routeConfigurations: [
        { ...routeConfiguration, virtualHosts: [{ ...host, includeRequestAttemptCount: true }] },
      ],
    });
    const startMs = setup.net.kernel.nowMs;
    setup.net.send(setup.proxy);
    expect(counts).toEqual(['1', '2', '3', '4']);
    expect(setup.net.kernel.nowMs - startMs).toBeLessThan(25 + 50 + 100 + 5);
  });
});

describe('mirroring', () => {
  test('a copy goes out, its fate reaches nobody, its hops are marked', () => {
    const setup = world({
      requestMirrorPolicies: [
        {
          cluster: 'v2',
          runtimeFraction: { defaultValue: { numerator: 100, denominator: 'HUNDRED' } },
          disableShadowHostSuffixAppend: true,
        },
      ],
    });
    const copies: string[] = [];
    for (const pod of [pods[0], pods[2]]) setup.net.serve(pod, () => httpResponse(200, pod));
    setup.net.serve(pods[1], (request) => {
      copies.push(`${request.authority}${request.path}`);
      return { failure: 'reset' };
    });
    setup.proxy.applyConfig({
      ...setup.proxy.config,
      loadAssignments: [endpoints('shop', pods[0]), endpoints('v2', pods[1])],
    });
    expect(answer(setup.net.send(setup.proxy, { path: '/a' }).outcome)).toBe(pods[0]);
    setup.net.kernel.runUntil(10_000_000);
    expect(copies).toEqual(['shop.example/a']);
  });
});

describe('connections', () => {
  test('are kept and used again', () => {
    const setup = world({}, {});
    answers(setup, 50);
    expect(setup.net.connects.length).toBeLessThanOrEqual(pods.length);
  });

  test('carry one request each when maxRequestsPerConnection is 1', () => {
    const setup = world({}, { maxRequestsPerConnection: 1 });
    answers(setup, 10);
    expect(setup.net.connects.length).toBe(10);
  });

  test('to a pod that is gone are not used again', () => {
    const setup = world({}, {});
    answers(setup, 30);
    setup.proxy.applyConfig(configOf({}, {}, [pods[1]]));
    expect(new Set(answers(setup, 10))).toEqual(new Set([pods[1]]));
  });
});

function* neverEnding(): Process<HttpOutcome> {
  yield* sleep(1_000_000);
  return httpResponse(200);
}
