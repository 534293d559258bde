import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure, type World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

const inCurl = (line: string): string => `kubectl exec deploy/curl -- ${line}`;

/** Things that learners do to a mesh, any of them while the others are under way. */
const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom('get', 'delay/1', 'delay/4', 'status/503', 'status/404')
      .map((path) => inCurl(`curl -s -o /dev/null httpbin:8000/${path}`)),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'drip?duration=3&delay=1',
        'sse?count=3&duration=2',
        'stream/3',
        'drip?duration=1&delay=0&code=503',
      )
      .map((path) => inCurl(`curl -sN 'httpbin:8000/${path}'`)),
  },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 1, max: 30 })
      .map((tenths) => inCurl(`curl -s -o /dev/null -m ${String(tenths / 10)} httpbin:8000/delay/2`)),
  },
  { weight: 1, arbitrary: fc.constant(inCurl('curl -s -o /dev/null http://nowhere.example/')) },
  { weight: 1, arbitrary: fc.constant(inCurl('nc -z httpbin 1')) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', '--force', '--wait=false')
      .map((how) => `kubectl delete pod -l app=httpbin ${how}`),
  },
  { weight: 1, arbitrary: fc.constant('kubectl delete pod -l app=curl --wait=false') },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 3 }).map((count) => `kubectl scale deploy httpbin --replicas=${String(count)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('retry', 'pool').map((name) => `kubectl apply -f ${name}.yaml`) },
  { weight: 1, arbitrary: fc.constantFrom('vs', 'dr').map((kind) => `kubectl delete ${kind} --all`) },
);

const RETRY = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http:
    - timeout: 3s
      retries: {attempts: 2, perTryTimeout: 1.5s, retryOn: 5xx}
      route: [{destination: {host: httpbin}}]
      mirror: {host: httpbin}
`;

const POOL = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec:
  host: httpbin
  trafficPolicy:
    connectionPool: {tcp: {maxConnections: 2}, http: {http1MaxPendingRequests: 1, maxRequestsPerConnection: 3}}
    outlierDetection: {consecutive5xxErrors: 2, interval: 2s, baseEjectionTime: 3s, maxEjectionPercent: 100}
`;

describe('conservation', () => {
  it('every request ends exactly once, and an hour later no connection is open', () => {
    const plans = fc.array(
      fc.record({
        deed,
        afterMs: fc.nat({ max: 1500 }),
        patienceMs: fc.option(fc.nat({ max: 3000 }), { nil: undefined }),
      }),
      { minLength: 5, maxLength: 25 },
    );
    fc.assert(
      fc.property(plans, fc.nat(), (steps, seed) => {
        const world = appWorld(['curl', 'httpbin'], seed);
        world.files.write('/home/learner/retry.yaml', RETRY);
        world.files.write('/home/learner/pool.yaml', POOL);
        const ended: number[] = [];
        const before = world.requests().at(-1)?.id ?? 0;
        world.subscribe((fact) => {
          if (fact.type === 'request') ended.push(fact.id);
        });
        for (const { deed: line, afterMs, patienceMs } of steps) {
          const execution = world.exec(line, { write: () => undefined });
          world.runUntil(world.nowMs() + afterMs);
          if (patienceMs === undefined) continue;
          world.runUntil(world.nowMs() + patienceMs);
          execution.interrupt();
        }
        expect(inUseWhenIdle(world)).toBe('');
        const ids = [...ended].sort((a, b) => a - b);
        expect(new Set(ids).size).toBe(ids.length);
        const next = world.fetch({ url: 'http://192.168.49.2:1/' }).trace.id;
        expect(ids.length).toBe(next - 1 - before);
      }),
      { numRuns: 12, seed: 20_261_121 },
    );
  }, 120_000);
});

const TALE = `start=$(date +%s); for i in 1 2 3 4 5 6; do
  ${inCurl("curl -s -o /dev/null -w '%{http_code} %{time_total}\\n' httpbin:8000/status/200:0.7,503:0.3")}
  sleep 0.$i; date
done & kubectl get pods -w > watch.txt & kubectl scale deploy httpbin --replicas=2; sleep 2
kubectl delete pod -l app=httpbin --wait=false | sort | cut -c1-12; sleep 7; cat watch.txt; kill %2; echo $(( $(date +%s) - start ))`;

describe('speed', () => {
  /** What was written when, the clock being let go in steps of so many milliseconds, over and over. */
  function tell(stepsMs: readonly number[]): readonly (readonly [number, string])[] {
    const world = appWorld(['curl', 'httpbin']);
    const told: (readonly [number, string])[] = [];
    const execution = world.exec(TALE, { write: (text) => told.push([world.nowMs(), text]) });
    for (let i = 0; !execution.done; i++) world.runUntil(world.nowMs() + (stepsMs[i % stepsMs.length] ?? 1));
    return told;
  }

  it('changes no byte of output, nor when it is written', () => {
    // frames of 1/60 s at 1x, 2x and 16x
    const normal = tell([16.667]);
    expect(normal.length).toBeGreaterThan(10);
    expect(tell([33.333])).toEqual(normal);
    expect(tell([266.667])).toEqual(normal);
    const steps = fc.array(
      fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 5000 })).map((ms) => ms + 1),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(steps, (stepsMs) => {
        expect(tell(stepsMs)).toEqual(normal);
      }),
      { numRuns: 8, seed: 16 },
    );
  }, 60_000);
});

describe('outlier detection', () => {
  const pods = ['a', 'b', 'c'] as const;
  function threePods(statuses: readonly number[]): string {
    const each = pods.map(
      (name, i) => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}}
spec:
  containers:
    - {name: echo, image: echo, ports: [{containerPort: 8080}], env: [{name: ECHO_STATUS, value: "${String(statuses[i] ?? 200)}"}]}
`,
    );
    return `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
${each.join('')}`;
  }
  /** Names of the pods that the client's proxy has taken out. */
  function ejected(world: World, byAddress: ReadonlyMap<string, string>): ReadonlySet<string> {
    const page = say(
      world,
      "kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET clusters | grep 'outbound|80||web.*failed_outlier_check' || true",
    );
    const addresses = page.match(/\d+\.\d+\.\d+\.\d+/g) ?? [];
    return new Set(addresses.map((ip) => byAddress.get(ip) ?? ip));
  }

  it('sends nothing to a pod that is out', () => {
    const status = fc.constantFrom(200, 500, 503, 503);
    const rule = fc.record({
      consecutive5xxErrors: fc.integer({ min: 1, max: 3 }),
      interval: fc.integer({ min: 1, max: 4 }).map((seconds) => `${String(seconds)}s`),
      baseEjectionTime: fc.integer({ min: 1, max: 6 }).map((seconds) => `${String(seconds)}s`),
      maxEjectionPercent: fc.constantFrom(34, 100, 100),
    });
    const seen = { out: 0, unanswered: 0 };
    fc.assert(
      fc.property(
        fc.tuple(status, status, status),
        rule,
        fc.array(fc.nat({ max: 900 }), { minLength: 40, maxLength: 60 }),
        (statuses, outlierDetection, pausesMs) => {
          const world = appWorld(['curl']);
          applyYaml(world, threePods(statuses));
          applyYaml(
            world,
            `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: ${JSON.stringify({ host: 'web', trafficPolicy: { outlierDetection } })}
`,
          );
          const client = say(world, "kubectl get pod -l app=curl -o jsonpath='{.items[0].metadata.name}'");
          const byAddress = new Map(
            pods.map((name) => [say(world, `kubectl get pod ${name} -o jsonpath='{.status.podIP}'`), name]),
          );
          const outSinceMs = new Map<string, number>();
          for (const pauseMs of pausesMs) {
            world.runUntil(world.nowMs() + pauseMs);
            const out = ejected(world, byAddress);
            for (const name of pods)
              if (!out.has(name)) outSinceMs.delete(name);
              else if (!outSinceMs.has(name)) outSinceMs.set(name, world.nowMs());
            const atMs = world.nowMs();
            const { outcome, trace } = world.fetch({
              url: 'http://web/',
              from: { namespace: 'default', pod: client },
            });
            const asked = world.explain(trace.id)?.hops[0]?.upstream;
            if (asked === undefined) {
              expect(isFailure(outcome) ? outcome : outcome.body).toBe('no healthy upstream');
              seen.unanswered++;
              continue;
            }
            expect(pods).toContain(asked);
            // load balancers hear of a second change within a second only when that second is over
            expect(atMs - (outSinceMs.get(asked) ?? atMs)).toBeLessThanOrEqual(1000);
            seen.out += out.size;
          }
        },
      ),
      { numRuns: 6, seed: 5 },
    );
    expect(seen.out).toBeGreaterThan(100);
    expect(seen.unanswered).toBeGreaterThan(0);
  }, 120_000);
});
