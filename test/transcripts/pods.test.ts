import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

const RATINGS = 'registry.istio.io/release/examples-bookinfo-ratings-v-unhealthy:1.20.3';
const MINUTE_MS = 60_000;

function pod(name: string, image: string, more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  containers:
  - name: main
    image: ${image}
${more}`;
}

describe('pods', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld([]);
  });
  const status = (name: string): string =>
    say(world, `kubectl get pod ${name} --no-headers | awk '{print $2, $3, $4}'`);
  const later = (ms: number): void => {
    world.runUntil(world.nowMs() + ms);
  };
  /** `Type Reason Message` of what happened to an object. */
  const events = (name: string): string[] =>
    say(
      world,
      `kubectl get events --field-selector involvedObject.name=${name} -o jsonpath='{range .items[*]}{.type} {.reason} {.message}{"\\n"}{end}'`,
    )
      .trim()
      .split('\n');

  it('crash, back off longer each time, and keep what they said before', () => {
    world.apply(pod('crash', 'drydock/crash'));
    later(5000);
    expect(status('crash')).toBe('0/1 CrashLoopBackOff 0\n');
    expect(say(world, 'kubectl logs crash --previous')).toBe(
      'Error from server (BadRequest): previous terminated container "main" in pod "crash" not found\n[exit 1]',
    );
    later(12_000);
    expect(status('crash')).toBe('0/1 CrashLoopBackOff 1\n');
    expect(say(world, 'kubectl logs crash --previous')).toBe('fatal: cannot read configuration, giving up\n');
    const waiting =
      "kubectl get pod crash -o jsonpath='{.status.containerStatuses[0].state.waiting.message}'";
    expect(say(world, waiting)).toBe('back-off 20s restarting failed container=main pod=crash');
    later(20 * MINUTE_MS);
    expect(say(world, waiting)).toBe('back-off 300s restarting failed container=main pod=crash');
  });

  it('stay down when nobody restarts them', () => {
    world.apply(pod('once', 'drydock/crash', '  restartPolicy: Never\n'));
    later(5000);
    expect(status('once')).toBe('0/1 Error 0\n');
    expect(say(world, "kubectl get pod once -o jsonpath='{.status.phase}'")).toBe('Failed');
  });

  it('get no traffic while their readiness probe fails, and are restarted when their liveness probe does', () => {
    const probes = `    ports: [{containerPort: 9080}]
    readinessProbe: {httpGet: {path: /health, port: 9080}, periodSeconds: 5}
    livenessProbe: {httpGet: {path: /health, port: 9080}, periodSeconds: 60}
`;
    world.apply(pod('sick', RATINGS, probes));
    say(world, 'kubectl expose pod sick --port=9080');
    world.settle();
    const endpoints = (): string =>
      say(
        world,
        "kubectl get endpointslices -l kubernetes.io/service-name=sick -o jsonpath='{.items[0].endpoints[*].conditions.ready}'",
      );
    expect([status('sick'), endpoints()]).toEqual(['1/1 Running 0\n', 'true']);
    later(15 * MINUTE_MS + 20_000);
    expect([status('sick'), endpoints()]).toEqual(['0/1 Running 0\n', 'false']);
    later(3 * MINUTE_MS);
    expect([status('sick'), endpoints()]).toEqual(['1/1 Running 1\n', 'true']);
    expect(
      events('sick')
        .filter((line) => /probe/.test(line))
        .sort(),
    ).toEqual([
      'Normal Killing Container main failed liveness probe, will be restarted',
      'Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500',
      'Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 500',
    ]);
  });

  it('wait for their startup probe before the others count', () => {
    const probes = `    ports: [{containerPort: 8080}]
    startupProbe: {httpGet: {path: /flaky/start/3, port: 8080}, periodSeconds: 5, failureThreshold: 10}
    livenessProbe: {httpGet: {path: /status/500, port: 8080}, periodSeconds: 5, failureThreshold: 2}
`;
    world.apply(pod('slow', 'echo', probes));
    later(10_000);
    expect(status('slow')).toBe('0/1 Running 0\n');
    later(8000);
    expect(status('slow')).toBe('1/1 Running 0\n');
    later(10_000);
    expect(status('slow').split(' ')[2]).toBe('1\n');
  });

  it('say loudly when their image is not simulated', () => {
    world.apply(pod('who', 'example/unknown:1'));
    world.settle();
    const said = 'image "example/unknown:1" is not simulated; an echo server answers in its place';
    expect(say(world, 'kubectl logs who')).toBe(`drydock: ${said}\n`);
    expect(events('who')).toContain(`Warning StandIn ${said}`);
    expect(say(world, 'kubectl describe pod who | grep -E "stand-in|StandIn" | wc -l')).toBe('2\n');
    expect(say(world, 'kubectl get pod who -o yaml | grep "stand-in: "')).toBe(
      "    drydock/stand-in: 'unknown image: echo'\n",
    );
  });
});

describe('events of workloads', () => {
  it('tell who scaled what', () => {
    const world = appWorld([]);
    say(
      world,
      'kubectl create deployment web --image=nginx; sleep 3; kubectl scale deploy/web --replicas=0; sleep 1',
    );
    const told = say(world, 'kubectl describe deploy web | grep Scal | awk \'{$3=""; print}\'').replace(
      /web-\w+/g,
      'web-x',
    );
    expect(told).toBe(
      'Normal ScalingReplicaSet  deployment-controller Scaled up replica set web-x from 0 to 1\n' +
        'Normal ScalingReplicaSet  deployment-controller Scaled down replica set web-x from 1 to 0\n',
    );
  });

  it('change nothing else: the version of the cluster stays', () => {
    const world = appWorld([]);
    expect(world.snapshot().objects.some((saved) => JSON.stringify(saved).includes('"kind":"Event"'))).toBe(
      false,
    );
  });
});

describe('probes that run a command', () => {
  const HTTPBIN = 'docker.io/mccutchen/go-httpbin:v2.15.0';
  let world: World;
  const seen = (name: string): string =>
    say(world, `kubectl get pod ${name} --no-headers | awk '{print $2, $3, $4}'`);
  const told = (name: string): string =>
    say(world, `kubectl describe pod ${name} | grep -oE '(Liveness|Readiness|Startup) probe.*' | sort -u`);
  beforeEach(() => {
    world = appWorld([]);
  });

  it('are run inside the container', () => {
    const probe = `    ports: [{containerPort: 8080}]
    readinessProbe: {exec: {command: [curl, -sf, localhost:8080/status/200]}, periodSeconds: 2}
    livenessProbe: {exec: {command: [sh, -c, 'curl -s localhost:8080/get | grep -q Host || exit 3']}, periodSeconds: 2, failureThreshold: 2}
`;
    world.apply(pod('good', HTTPBIN, probe));
    world.settle();
    world.runUntil(world.nowMs() + 30_000);
    expect([seen('good'), told('good')]).toEqual(['1/1 Running 0\n', '']);
  });

  it('keep a pod from being ready, or have it restarted, and say what was printed', () => {
    world.apply(
      pod(
        'unready',
        HTTPBIN,
        `    ports: [{containerPort: 8080}]
    readinessProbe: {exec: {command: [sh, -c, 'echo not yet; exit 1']}, periodSeconds: 2}
`,
      ),
    );
    world.apply(
      pod(
        'slow',
        HTTPBIN,
        `    ports: [{containerPort: 8080}]
    livenessProbe: {exec: {command: [sleep, '5']}, periodSeconds: 5, failureThreshold: 1}
`,
      ),
    );
    world.runUntil(world.nowMs() + 9000);
    expect([seen('unready'), told('unready')]).toEqual([
      '0/1 Running 0\n',
      'Readiness probe failed: not yet\n',
    ]);
    expect(seen('slow')).toBe('0/1 CrashLoopBackOff 1\n');
    expect(told('slow')).toBe('Liveness probe failed: command "sleep 5" timed out\n');
  });

  it('succeed in a container whose image is not simulated', () => {
    world.apply(
      pod(
        'who',
        'example/unknown:1',
        '    livenessProbe: {exec: {command: [cat, /tmp/healthy]}, periodSeconds: 1}\n',
      ),
    );
    world.runUntil(world.nowMs() + 20_000);
    expect(seen('who')).toBe('1/1 Running 0\n');
  });
});
