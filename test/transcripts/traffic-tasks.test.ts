import { describe, expect, it } from 'vitest';
import { appWorld, applyYaml, say } from '../support/app-world';

const TWO_VERSIONS = ['v1', 'v2']
  .map(
    (version) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: httpbin-${version}}
spec:
  selector: {matchLabels: {app: httpbin, version: ${version}}}
  template:
    metadata: {labels: {app: httpbin, version: ${version}}}
    spec: {containers: [{name: httpbin, image: 'docker.io/mccutchen/go-httpbin:v2.15.0', ports: [{containerPort: 8080}]}]}
---
`,
  )
  .join('');

const RULES = (mirror: string): string => `apiVersion: v1
kind: Service
metadata: {name: httpbin, labels: {app: httpbin}}
spec: {selector: {app: httpbin}, ports: [{name: http, port: 8000, targetPort: 8080}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec:
  host: httpbin
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http:
    - route: [{destination: {host: httpbin, subset: v1}}]
${mirror}`;

describe('mirroring', () => {
  it('sends a copy to the other version, whose answer nobody waits for', () => {
    const world = appWorld(['curl']);
    applyYaml(world, TWO_VERSIONS + RULES(''));
    const served = (version: string): number =>
      Number(
        say(world, `kubectl logs deploy/httpbin-${version} -c istio-proxy | grep -c 'GET /headers' || true`),
      );
    const ask = (count: number): string =>
      say(
        world,
        `for i in $(seq ${String(count)}); do kubectl exec deploy/curl -- curl -s -o /dev/null -w '%{http_code}\\n' httpbin:8000/headers; done | sort | uniq -c | tr -s ' '; sleep 1`,
      );
    expect([ask(10), served('v1'), served('v2')]).toEqual([' 10 200\n', 10, 0]);
    applyYaml(
      world,
      RULES('      mirror: {host: httpbin, subset: v2}\n      mirrorPercentage: {value: 100}\n'),
    );
    expect([ask(10), served('v1'), served('v2')]).toEqual([' 10 200\n', 20, 10]);
    expect(
      say(world, "kubectl logs deploy/httpbin-v2 -c istio-proxy | grep -o '[a-z-]*:8000' | sort -u"),
    ).toBe('httpbin:8000\n');
    say(world, 'kubectl scale deploy httpbin-v2 --replicas=0; sleep 8');
    expect([ask(10), served('v1')]).toEqual([' 10 200\n', 30]);
    applyYaml(
      world,
      RULES('      mirror: {host: httpbin, subset: v2}\n      mirrorPercentage: {value: 50}\n'),
    );
    say(
      world,
      'kubectl scale deploy httpbin-v2 --replicas=1; kubectl rollout status deploy/httpbin-v2; sleep 1',
    );
    expect(ask(100)).toBe(' 100 200\n');
    expect(Math.abs(served('v2') - 50)).toBeLessThan(20);
  });
});

describe('fortio', () => {
  it('overflows one connection and one place to wait the more, the more it sends at once', () => {
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
    outlierDetection: {consecutive5xxErrors: 1, interval: 1s, baseEjectionTime: 3m, maxEjectionPercent: 100}
`,
    );
    expect(
      say(
        world,
        'kubectl exec deploy/fortio-deploy -c fortio -- /usr/bin/fortio curl -quiet http://httpbin:8000/get | head -1 | tr -d "\\r"',
      ),
    ).toBe('HTTP/1.1 200 OK\n');
    const failed = (connections: number): number => {
      const report = say(
        world,
        `kubectl exec deploy/fortio-deploy -c fortio -- /usr/bin/fortio load -c ${String(connections)} -qps 0 -n 60 -loglevel Error http://httpbin:8000/get`,
      );
      const share = (code: string): number =>
        Number(new RegExp(`Code ${code} : (\\d+)`).exec(report)?.[1] ?? 0);
      expect(share('200') + share('503')).toBe(60);
      return share('503');
    };
    const [one, two, three] = [failed(1), failed(2), failed(3)];
    expect(one).toBe(0);
    expect(three).toBeGreaterThan(two);
    const stats = say(
      world,
      "kubectl exec deploy/fortio-deploy -c istio-proxy -- pilot-agent request GET stats | grep httpbin | grep pending_overflow | sed 's/.*: //'",
    );
    expect(Number(stats)).toBe(two + three);
  });
});
