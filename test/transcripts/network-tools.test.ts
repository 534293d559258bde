import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const inCurl = (script: string): string => `kubectl exec deploy/curl -- sh -c '${script}'`;

describe('nc', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['curl', 'tcp-echo']);
  });

  it.each([
    ['echo "port 9000" | nc tcp-echo 9000', 'hello port 9000\n'],
    ['printf "a\\nb\\n" | nc tcp-echo.default.svc.cluster.local 9001', 'hello a\nhello b\n'],
    ['nc -zv tcp-echo 9000 2>&1 | grep -c open', '1\n'],
    ['echo x | nc nosuch 1', "nc: bad address 'nosuch'\ncommand terminated with exit code 1\n[exit 1]"],
  ])('%s', (script, shown) => {
    expect(say(world, inCurl(script))).toBe(shown);
  });

  it('is refused without a sidecar where nothing listens', () => {
    say(world, 'kubectl create ns legacy; kubectl apply -n legacy -f samples/curl/curl.yaml');
    world.settle();
    const shown = say(world, 'kubectl exec -n legacy deploy/curl -- nc -z tcp-echo.default 9005');
    expect(shown).toMatch(
      /^nc: can't connect to remote host \(10\.96\.\d+\.\d+\): Connection refused\ncommand terminated with exit code 1\n\[exit 1\]$/,
    );
  });

  it('splits connections by weight at the ingress gateway', () => {
    say(world, 'kubectl delete -f samples/tcp-echo/tcp-echo.yaml');
    for (const name of ['tcp-echo-services', 'tcp-echo-all-v1'])
      say(world, `kubectl apply -f samples/tcp-echo/${name}.yaml`);
    world.settle();
    const ip = say(
      world,
      "kubectl -n istio-system get svc istio-ingressgateway -o jsonpath='{.status.loadBalancer.ingress[0].ip}'",
    );
    const words = `for i in {1..50}; do echo x | nc ${ip} 31400; done | sort | uniq -c | awk '{print $2}'`;
    expect(say(world, words)).toBe('one\n');
    say(world, 'kubectl apply -f samples/tcp-echo/tcp-echo-20-v2.yaml');
    world.settle();
    expect(say(world, words)).toBe('one\ntwo\n');
  });
});

describe('fortio', () => {
  it('finds the circuit breaker with three connections where one is allowed, and not with one', () => {
    const world = appWorld(['httpbin', 'fortio']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec:
  host: httpbin
  trafficPolicy:
    connectionPool:
      tcp: {maxConnections: 1}
      http: {http1MaxPendingRequests: 1, maxRequestsPerConnection: 1}
`,
    );
    const load = (connections: number): string =>
      say(
        world,
        `kubectl exec deploy/fortio-deploy -c fortio -- /usr/bin/fortio load -c ${String(connections)} -qps 0 -n 30 -loglevel Error http://httpbin:8000/get`,
      );
    const codes = (report: string): string[] => report.split('\n').filter((line) => line.startsWith('Code'));
    const three = load(3);
    expect(codes(load(1))).toEqual(['Code 200 : 30 (100.0 %)']);
    const [good, bad] = codes(three);
    expect(good).toMatch(/^Code 200 : \d+ \(\d+\.\d %\)$/);
    expect(bad).toMatch(/^Code 503 : \d+ \(\d+\.\d %\)$/);
    expect(three.split('\n').slice(0, 2)).toEqual([
      'Fortio 1.75.2 running at 0 queries per second, 4->4 procs, for 30 calls: http://httpbin:8000/get',
      'Starting at max qps with 3 thread(s) [gomax 4] for exactly 30 calls (10 per thread + 0)',
    ]);
  });

  it('keeps the pace it is told', () => {
    const world = appWorld(['httpbin', 'fortio']);
    const startMs = world.nowMs();
    say(
      world,
      'kubectl exec deploy/fortio-deploy -- fortio load -c 2 -qps 10 -n 20 http://httpbin:8000/status/200',
    );
    expect(Math.round((world.nowMs() - startMs) / 100)).toBe(20);
  });
});
