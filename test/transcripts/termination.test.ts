import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

/** Generated names as they read without their random part. */
function plain(text: string, ...workloads: readonly string[]): string {
  return workloads.reduce(
    (shown, name) => shown.replaceAll(new RegExp(`${name}-\\w+-\\w{5}`, 'g'), `${name}-x`),
    text,
  );
}

const inCurl = (line: string): string => `kubectl exec deploy/curl -- ${line}`;
const table = (app: string): string =>
  `kubectl get pods -l app=${app} --no-headers | awk '{print $2, $3}' | sort`;

describe('a pod that is deleted', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl', 'httpbin']);
  });

  it('finishes what it is at, gets nothing new, and is gone with its sidecar', () => {
    const told = say(
      world,
      `(${inCurl("curl -s -o /dev/null -w '%{http_code} after %{time_total} s\\n' http://httpbin:8000/delay/3")} | sed 's/[.][0-9]* s/ s/') &
       sleep 1; kubectl delete pod -l app=httpbin --wait=false; sleep 0.2
       ${table('httpbin')}
       kubectl get endpointslices -l kubernetes.io/service-name=httpbin -o jsonpath='{range .items[0].endpoints[*]}{.conditions}{"\\n"}{end}'
       sleep 1.6; ${table('httpbin')}
       sleep 0.4; ${table('httpbin')}; wait`,
    );
    expect(plain(told, 'httpbin').replace(/^\[.*\n/gm, '')).toBe(
      `pod "httpbin-x" deleted from default namespace
0/2 Init:0/2
2/2 Terminating
{"ready":false,"serving":true,"terminating":true}
2/2 Running
2/2 Terminating
200 after 3 s
2/2 Running
`,
    );
  });

  it('is waited for by kubectl, unless it is to go at once', () => {
    const seconds = (line: string): number => {
      const startMs = world.nowMs();
      say(world, line);
      return Math.round((world.nowMs() - startMs) / 1000);
    };
    const removal = 'kubectl delete pod -l app=httpbin';
    expect(seconds(removal)).toBe(0);
    world.settle();
    expect(seconds(`${removal} --wait=false`)).toBe(0);
    world.settle();
    say(world, `(${inCurl('curl -s http://httpbin:8000/delay/9')}) & sleep 1`);
    expect(seconds(`${removal} --now`)).toBe(1);
    world.settle();
    say(world, `(${inCurl('curl -s http://httpbin:8000/delay/9')}) & sleep 1`);
    expect(say(world, `${removal} --timeout=1s | sed 's/"httpbin.*"/"x"/'; ${table('httpbin')}`)).toMatch(
      /^pod "x" deleted from default namespace\nerror: timed out waiting for the condition on pods\/httpbin-\S+\n2\/2 Running\n2\/2 Terminating\n$/,
    );
    expect(plain(say(world, `${removal} --force; ${table('httpbin')}`), 'httpbin')).toBe(
      `Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
pod "httpbin-x" force deleted from default namespace
pod "httpbin-x" force deleted from default namespace
No resources found in default namespace.
`,
    );
  });

  it.each([
    ['--now --grace-period=3', 'error: --now and --grace-period cannot be specified together\n[exit 1]'],
    [
      '--force --grace-period=3',
      'error: --force and --grace-period greater than 0 cannot be specified together\n[exit 1]',
    ],
  ])('is not deleted with %s', (flags, shown) => {
    expect(say(world, `kubectl delete pod -l app=httpbin ${flags}`)).toBe(shown);
  });

  it('cuts its clients off when it may not finish', () => {
    const told = say(
      world,
      `(${inCurl("curl -s -w ' %{http_code}\\n' http://httpbin:8000/delay/9")}) & sleep 1
       kubectl delete pod -l app=httpbin --force 2>/dev/null >&2; wait
       kubectl logs deploy/curl -c istio-proxy | tail -1 | cut -d' ' -f2-9`,
    );
    expect(told.replace(/^\[.*\n/gm, '')).toBe(
      'upstream connect error or disconnect/reset before headers. reset reason: connection termination 503\n' +
        '"GET /delay/9 HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-"\n',
    );
  });

  it('keeps its name until it is gone', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: sleeper}
spec:
  terminationGracePeriodSeconds: 20
  containers: [{name: main, image: curlimages/curl}]
`;
    applyYaml(world, pod);
    const told = say(
      world,
      `kubectl delete pod sleeper --wait=false; sleep 19
       kubectl run sleeper --image=nginx; kubectl get pod sleeper --no-headers | awk '{print $2, $3}'
       kubectl get pod sleeper -o jsonpath='{.metadata.deletionGracePeriodSeconds}'; echo
       sleep 2; kubectl get pod sleeper`,
    );
    expect(told).toBe(`pod "sleeper" deleted from default namespace
Error from server (AlreadyExists): object is being deleted: pods "sleeper" already exists
2/2 Terminating
20
Error from server (NotFound): pods "sleeper" not found
[exit 1]`);
    expect(say(world, 'kubectl get events | grep -c "Stopping container.*"')).toBe('2\n');
  });

  it('is dropped for good when the world is saved meanwhile', () => {
    say(world, 'kubectl delete pod -l app=httpbin --wait=false; sleep 1');
    const fork = world.fork();
    fork.settle();
    expect(say(fork, table('httpbin'))).toBe('2/2 Running\n');
  });
});

describe('a sidecar that is not a native one', () => {
  const zero = 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"';
  it.each([
    ['goes 5 s after the pod was told to end', '', '/delay/3', '200 3 5'],
    ['or as soon as it is told to, whoever waits', 'terminationDrainDuration: 2s', '/delay/8', '503 2 2'],
    ['or as late', 'terminationDrainDuration: 12s', '/delay/8', '200 8 12'],
    ['or when nobody is connected any more', `proxyMetadata: {${zero}}`, '/delay/8', '200 8 8'],
    ['but not before a while', `proxyMetadata: {${zero}, MINIMUM_DRAIN_DURATION: 7s}`, '/delay/1', '200 1 8'],
  ])('%s', (_, config, path, expected) => {
    const world = appWorld(['curl', 'httpbin']);
    const annotations = { 'sidecar.istio.io/nativeSidecar': 'false', 'proxy.istio.io/config': config };
    const patch = JSON.stringify({ spec: { template: { metadata: { annotations } } } });
    say(world, `kubectl patch deployment httpbin --type merge -p '${patch}'; sleep 40`);
    const told = say(
      world,
      `(${inCurl(`curl -s -o /dev/null -w '%{http_code} %{time_total}' http://httpbin:8000${path}`)} | cut -d. -f1) &
       sleep 0.5; kubectl delete pod -l app=httpbin --wait=false > /dev/null
       for i in $(seq 20); do sleep 1; kubectl get pods -l app=httpbin --no-headers | grep -q Terminating || break; done; echo " $i"; wait`,
    );
    expect(told.replace(/^\[.*\n/gm, '').replaceAll('\n', '')).toBe(expected);
    expect(inUseWhenIdle(world)).toBe('');
  });
});

describe('a deployment', () => {
  /** A hundred requests while four pods get a new image, and what became of them and of the pods meanwhile. */
  function update(
    native: boolean,
    preStop = '',
  ): {
    readonly codes: string;
    readonly running: number;
    readonly most: number;
  } {
    const world = appWorld(['curl', 'helloworld']);
    const sidecar = `{"annotations":{"sidecar.istio.io/nativeSidecar":"${String(native)}"}}`;
    const patch = `{"spec":{"replicas":4,"template":{"metadata":${sidecar},"spec":{"containers":[{"name":"helloworld"${preStop}}]}}}}`;
    say(world, `kubectl delete deploy helloworld-v2; kubectl patch deploy helloworld-v1 -p '${patch}'`);
    world.settle();
    say(
      world,
      `kubectl set image deploy/helloworld-v1 helloworld=registry.istio.io/release/examples-helloworld-v2:1.0
       for i in $(seq 100); do
         ${inCurl("curl -s -o /dev/null -w '%{http_code}\\n' helloworld:5000/hello")} >> codes
         kubectl get pods -l app=helloworld --no-headers | awk '{print $3}' | grep -v Terminating | cut -d: -f1 | sort | uniq -c | tr -s '\\n ' ' ' >> states; echo >> states
       done; sleep 12`,
    );
    expect(say(world, `${table('helloworld')} | uniq -c | tr -s ' '`)).toBe(' 4 2/2 Running\n');
    const states = say(world, 'cat states').trimEnd().split('\n');
    const running = states.map((line) => Number(/(\d+) Running/.exec(line)?.[1] ?? 0));
    const all = states.map((line) => line.match(/\d+/g)?.reduce((sum, count) => sum + Number(count), 0) ?? 0);
    return { codes: say(world, 'sort -u codes'), running: Math.min(...running), most: Math.max(...all) };
  }

  it.each([
    ['a native sidecar leaves with its program: who comes is sent to another pod', true, '', '200\n'],
    ['an older one is left alone by it: that costs some answers', false, '', '200\n503\n'],
    ['a program may wait until everybody knows', false, '"sleep":{"seconds":2}', '200\n'],
    ['or run a command first', false, '"exec":{"command":["sleep","2"]}', '200\n'],
  ])('is updated a quarter at a time; %s', (_, native, hook, codes) => {
    const preStop = hook === '' ? '' : `,"lifecycle":{"preStop":{${hook}}}`;
    expect(update(native, preStop)).toEqual({ codes, running: 3, most: 5 });
  });

  it('scaled to nothing leaves nobody to answer, and comes back', () => {
    const world = appWorld(['curl', 'httpbin']);
    const ask = inCurl("curl -s -w ' %{http_code}\\n' http://httpbin:8000/status/204");
    const told = say(
      world,
      `kubectl scale deploy httpbin --replicas=0; sleep 1; kubectl get deploy httpbin --no-headers | awk '{print $2, $3, $4}'
       ${table('httpbin')}; ${ask}
       sleep 6; ${table('httpbin')}; kubectl get endpointslices -l kubernetes.io/service-name=httpbin --no-headers | awk '{print $4}'
       kubectl scale deploy httpbin --replicas=2; kubectl rollout status deploy httpbin | tail -1; sleep 1; ${ask}`,
    );
    expect(told).toBe(`deployment.apps/httpbin scaled
0/0 0 0
No resources found in default namespace.
no healthy upstream 503
No resources found in default namespace.
<unset>
deployment.apps/httpbin scaled
deployment "httpbin" successfully rolled out
 204
`);
  });
});
