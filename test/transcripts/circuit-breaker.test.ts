import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { canaryWorld, DRIVER_URL } from '../support/canary-world';

const STAFF = 'richardchesterwood/istio-fleetman-staff-service';
const PHOTOS = 'https://rac-istio-course-images.s3.amazonaws.com';
const WORN_OUT = `{"timestamp":"<time>","status":500,"error":"Internal Server Error","message":"status 502 reading RemoteStaffMicroserviceCalls#getDriverFor(String)","path":"//vehicles/driver/City%20Truck"}`;

/** Fleetman where one of two pods of staff-service is slow and fails half of the time. */
function fleetmanWithBadPod(): World {
  const world = canaryWorld();
  say(
    world,
    `kubectl set image deploy/staff-service-risky-version staff-service=${STAFF}:6-bad
     kubectl set image deploy/staff-service staff-service=${STAFF}:6
     kubectl delete deploy position-simulator`,
  );
  world.settle();
  return world;
}

function breaker(host: string, more = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: breaker}
spec:
  host: ${host}
  trafficPolicy:
    outlierDetection: {consecutive5xxErrors: 2, interval: 10s, baseEjectionTime: 30s${more}}
`;
}

describe('one bad pod', () => {
  let world: World;
  beforeAll(() => {
    world = fleetmanWithBadPod();
  });

  it('shows in the times that curl prints', () => {
    const shown = say(world, `for i in $(seq 30); do curl -s -w @curl.txt ${DRIVER_URL}; done`);
    const block =
      /(?<body>\{[^{}]*\})namelookup: {4}(?<lookup>0\.\d{6})\nconnect: {7}(?<connect>0\.\d{6})\nappconnect: {4}0\.000000\npretransfer: {3}(?<pretransfer>0\.\d{6})\nredirect: {6}0\.000000\nstarttransfer: (?<first>\d\.\d{6})\n-{38}\ntotal: {9}(?<total>\d\.\d{6})\n/g;
    const blocks = [...shown.matchAll(block)].map(({ groups = {} }) => groups);
    expect(blocks).toHaveLength(30);
    expect(shown.replaceAll(block, '')).toBe('');
    const slow: Record<string, boolean[]> = {};
    for (const { body = '', lookup, connect, pretransfer, first, total } of blocks) {
      const steps = [lookup, connect, pretransfer, first, total].map(Number);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(new Set(steps).size).toBe(5);
      const answer = body.replace(/"timestamp":"[^"]*"/, '"timestamp":"<time>"');
      (slow[answer] ??= []).push(Number(total) > 0.05);
    }
    expect(Object.keys(slow).sort()).toEqual([
      `{"name":"Pam Parry","photo":"${PHOTOS}/1.jpg"}`,
      `{"name":"Pam Parry","photo":"${PHOTOS}/placeholder.png"}`,
      WORN_OUT,
    ]);
    expect(slow[`{"name":"Pam Parry","photo":"${PHOTOS}/1.jpg"}`]).not.toContain(true);
    expect(slow[WORN_OUT]?.filter(Boolean).length).toBeGreaterThan(3);
  });

  it('answers 500 with exit code 0: a bad status is an answer', () => {
    expect(
      say(
        world,
        `until curl -s ${DRIVER_URL} -o answer -w '%{http_code} %{exitcode}\\n' | tee codes | grep -q 500; do :; done; cat codes; sed 's/"timestamp":"[^"]*"/"timestamp":"<time>"/' answer`,
      ),
    ).toBe(`500 0\n${WORN_OUT}`);
  });

  it('is out after two errors in a row, and then nobody notices it any more', () => {
    applyYaml(
      world,
      breaker('fleetman-staff-service.default.svc.cluster.local', ', maxEjectionPercent: 100'),
    );
    const shown = say(
      world,
      `timeout 100 bash -c 'while true; do echo $(date +%s) $(curl -s ${DRIVER_URL}); sleep 0.5; done'`,
    );
    const lines = shown.trimEnd().split('\n');
    const seen = lines
      .filter((line) => line.includes('{'))
      .map((line) => ({
        second: Number(line.split(' ')[0]),
        what: /1\.jpg|placeholder|502/.exec(line)?.[0] ?? line,
      }));
    const bad = seen.filter(({ what }) => what !== '1.jpg');
    const tripped = bad.findIndex(({ what }, i) => what === '502' && bad[i - 1]?.what === '502');
    expect(tripped).toBeGreaterThan(0);
    const trip = bad[tripped]?.second ?? 0;
    const quiet = seen.filter(({ second }) => second > trip && second < trip + 29);
    expect(quiet.length).toBeGreaterThan(50);
    expect(new Set(quiet.map(({ what }) => what))).toEqual(new Set(['1.jpg']));
  });
});

/** Two pods behind one Service that answer with the statuses given. */
function pair(statuses: readonly [number, number]): string {
  const pods = statuses.map(
    (status, i) => `---
apiVersion: v1
kind: Pod
metadata: {name: web-${String(i)}, labels: {app: web}}
spec:
  containers:
    - {name: echo, image: echo, ports: [{containerPort: 8080}], env: [{name: ECHO_STATUS, value: "${String(status)}"}]}
`,
  );
  return `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
${pods.join('')}`;
}

describe('outlier detection, second by second', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl']);
  });
  const ask = "kubectl exec deploy/curl -- curl -s -o body -w '%{http_code}\\n' web";
  /** In which seconds since the rule was applied which errors were seen, asking twice a second. */
  const errors = (seconds: number): readonly string[] =>
    say(
      world,
      `start=$(date +%s); timeout ${String(seconds)} bash -c 'while true; do echo $(( $(date +%s) - '$start' )) $(${ask.replaceAll("'", '"')}); sleep 0.5; done' | grep -v 200 | sort -n | uniq -c`,
    )
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().replace(/\[exit.*/, ''))
      .filter((line) => line !== '');
  const total = (seen: readonly string[]): number =>
    seen.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0);
  const outlierChecks = (): string =>
    say(
      world,
      "istioctl proxy-config endpoints deploy/curl --cluster 'outbound|80||web.default.svc.cluster.local' | awk '{print $2, $3}'",
    );

  it('ejects after two errors, returns at the sweep, and ejects for twice as long', () => {
    applyYaml(world, pair([200, 503]));
    applyYaml(world, breaker('web', ', maxEjectionPercent: 100'));
    const seen = errors(35);
    expect(total(seen)).toBe(2);
    expect(outlierChecks()).toBe('STATUS OUTLIER\nHEALTHY OK\nHEALTHY FAILED\n');
    const trips = errors(110).map((line) => Number(line.split(' ')[1]));
    const rounds = trips.filter((second, i) => second - (trips[i - 1] ?? -99) > 5);
    // 30 s and 60 s, each rounded up to a sweep
    expect(rounds).toHaveLength(2);
    expect((rounds[1] ?? 0) - (rounds[0] ?? 0)).toBeGreaterThanOrEqual(60);
    expect((rounds[1] ?? 0) - (rounds[0] ?? 0)).toBeLessThanOrEqual(73);
  });

  it('covers every service of a namespace by its wildcard, unless one has a rule of its own', () => {
    applyYaml(world, pair([200, 503]));
    applyYaml(world, breaker("'*.default.svc.cluster.local'", ', maxEjectionPercent: 100'));
    expect(total(errors(20))).toBe(2);
    expect(outlierChecks()).toBe('STATUS OUTLIER\nHEALTHY OK\nHEALTHY FAILED\n');
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: own}
spec: {host: web}
`,
    );
    expect(total(errors(20))).toBeGreaterThan(5);
  });

  it('may leave nobody', () => {
    applyYaml(world, pair([500, 503]));
    applyYaml(world, breaker('web', ', maxEjectionPercent: 100'));
    expect(
      say(world, `for i in $(seq 8); do ${ask}; sleep 1; done | sort | uniq -c | awk '{print $2}'`),
    ).toBe('500\n503\n');
    expect(
      say(
        world,
        `${ask}; cat body; echo; kubectl logs deploy/curl -c istio-proxy | tail -1 | cut -d' ' -f2-7`,
      ),
    ).toBe('503\nno healthy upstream\n"GET / HTTP/1.1" 503 UH no_healthy_upstream\n');
    expect(outlierChecks()).toBe('STATUS OUTLIER\nHEALTHY FAILED\nHEALTHY FAILED\n');
  });

  it('leaves at least nine in ten alone unless told otherwise', () => {
    applyYaml(world, pair([200, 503]));
    applyYaml(world, breaker('web'));
    const failed = total(errors(20));
    expect(failed).toBeGreaterThan(8);
    expect(outlierChecks()).toBe('STATUS OUTLIER\nHEALTHY OK\nHEALTHY OK\n');
  });
});
