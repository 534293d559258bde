import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

const SICK = `apiVersion: v1
kind: Pod
metadata: {name: sick, labels: {app: sick, sidecar.istio.io/inject: "false"}}
spec:
  containers:
  - name: main
    image: registry.istio.io/release/examples-bookinfo-ratings-v-unhealthy:1.20.3
    livenessProbe: {httpGet: {path: /health, port: 9080}, periodSeconds: 60}
`;
const CRASH = SICK.replaceAll('sick', 'crash').replace(/image: .*/, 'image: drydock/crash');
/** Every pod that is up: what it is called, where, since when, and how often it was started. */
const up = `kubectl get pods -A -o jsonpath='{range .items[?(@.status.phase=="Running")]}{.metadata.namespace}/{.metadata.name} {.status}{"\\n"}{end}' | grep -v /crash`;

describe('a world that goes on from a saved one', () => {
  const world = appWorld(['curl', 'httpbin']);
  world.apply(SICK);
  world.apply(CRASH);
  world.runUntil(world.nowMs() + 18 * 60_000);
  const before = say(world, up);
  const next = world.fork();
  next.settle();

  it('has its pods as they were: addresses, starts, restarts, conditions', () => {
    expect(before).toMatch(/^default\/sick .*"restartCount":1/m);
    expect(before.split('\n').length).toBeGreaterThan(5);
    expect(say(next, up)).toBe(before);
  });

  it('tells nothing of them, but of what is started anew', () => {
    const told = say(
      next,
      `kubectl get events -A -o jsonpath='{range .items[*]}{.involvedObject.name} {.reason}{"\\n"}{end}' | sort -u`,
    );
    expect(told).toMatch(/^crash Started$/m);
    expect(told.split('\n').filter((line) => line !== '' && !line.startsWith('crash '))).toEqual([]);
  });

  it('answers at once, and gives new pods addresses that nobody has', () => {
    const at = next.nowMs();
    expect(
      say(next, `kubectl exec deploy/curl -- curl -s -o /dev/null -w '%{http_code}' httpbin:8000/get`),
    ).toBe('200');
    expect(next.nowMs() - at).toBeLessThan(100);
    say(next, 'kubectl scale deploy/httpbin --replicas=3');
    next.settle();
    const ips = say(next, `kubectl get pods -A -o jsonpath='{range .items[*]}{.status.podIP}{"\\n"}{end}'`)
      .trim()
      .split('\n');
    expect(ips).toEqual([...new Set(ips)]);
  });
});

describe('a fork, whose istiod knows already what follows from its objects', () => {
  const world = appWorld(['curl', 'httpbin']);
  const steps: readonly (readonly [what: string, change: (world: World) => void])[] = [
    ['nothing was changed', () => undefined],
    [
      'a route is new',
      (one) =>
        one.apply(`apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http: [{fault: {abort: {percentage: {value: 100}, httpStatus: 418}}, route: [{destination: {host: httpbin}}]}]
`),
    ],
    [
      'everybody asks for mTLS',
      (one) =>
        one.apply(`apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: STRICT}}
`),
    ],
    ['a pod is gone', (one) => one.run('kubectl scale deploy/httpbin --replicas=0')],
    [
      'the mesh logs',
      (one) =>
        one.run(
          `kubectl -n istio-system patch cm istio --type merge -p '{"data":{"mesh":"accessLogFile: /dev/stdout"}}'`,
        ),
    ],
    ['the route is gone', (one) => one.run('kubectl delete virtualservice httpbin')],
  ];
  const proxies = (one: World) => one.proxies().map((proxy) => [proxy, one.configDump(proxy)]);

  it('configures its proxies as one does that has to find out, whatever is changed', () => {
    const before = proxies(world);
    const fork = world.fork();
    const read = createWorld({ seed: world.seed, snapshot: world.snapshot() });
    for (const [what, change] of steps) {
      for (const one of [fork, read]) {
        change(one);
        one.settle();
      }
      expect(proxies(fork), what).toEqual(proxies(read));
    }
    expect(proxies(world)).toEqual(before);
    expect(proxies(fork)).not.toEqual(before);
  });

  it('does not learn of what its world is told afterwards', () => {
    const fork = world.fork();
    const before = proxies(world);
    steps[1]?.[1](world);
    world.settle();
    fork.settle();
    expect(proxies(fork)).toEqual(before);
    expect(proxies(world)).not.toEqual(before);
  });
});
