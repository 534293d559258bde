import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUse, inUseWhenIdle } from '../support/idle-mesh';

const inCurl = (line: string): string => `kubectl exec deploy/curl -- ${line}`;
const lastLog = "kubectl logs deploy/curl -c istio-proxy | tail -1 | cut -d' ' -f2-6";

/** A VirtualService that marks answers with its name. */
function marked(name: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http:
    - headers: {response: {set: {x-rules: ${name}}}}
      route: [{destination: {host: httpbin}}]
`;
}

describe('while a request is under way', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl', 'httpbin']);
  });
  /** Answers what a request got that took 3 s, during whose first second something else was done. */
  const meanwhile = (line: string): string =>
    say(
      world,
      `(${inCurl("curl -s -o /dev/null -w '%{http_code} %header{x-rules} after %{time_total} s\\n' httpbin:8000/delay/3")} | sed 's/[.][0-9]* s/ s/') & sleep 1; { ${line}; } > /dev/null 2>&1; wait`,
    ).replace(/^\[.*\n/gm, '');

  it('new rules wait for the next one', () => {
    applyYaml(world, marked('old'));
    world.files.write('/home/learner/new.yaml', marked('new'));
    expect(meanwhile('kubectl apply -f new.yaml')).toBe('200 old after 3 s\n');
    expect(meanwhile('true')).toBe('200 new after 3 s\n');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('its rules may be deleted', () => {
    applyYaml(world, marked('old'));
    expect(meanwhile('kubectl delete vs httpbin')).toBe('200 old after 3 s\n');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('its service may be deleted: those who come later do not find it', () => {
    expect(meanwhile('kubectl delete svc httpbin')).toBe('200  after 3 s\n');
    expect(meanwhile('true')).toBe('000  after 0 s\ncommand terminated with exit code 6\n');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('its pod may finish and go', () => {
    expect(meanwhile('kubectl delete pod -l app=httpbin')).toBe('200  after 3 s\n');
    world.settle();
    expect(inUse(world)).toBe('');
  });

  it('its pod may go at once', () => {
    expect(meanwhile('kubectl delete pod -l app=httpbin --force')).toBe('503  after 1 s\n');
    expect(say(world, lastLog)).toBe('"GET /delay/3 HTTP/1.1" 503 UC\n');
    expect(inUse(world)).toBe('');
  });

  it('its sidecar may go with its client', () => {
    expect(meanwhile('kubectl delete pod -l app=curl --force')).toBe(
      'command terminated with exit code 137\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('Ctrl-C ends it, in both proxies', () => {
    const shown: string[] = [];
    const execution = world.exec(inCurl("curl -sN 'httpbin:8000/delay/8'"), {
      write: (text) => shown.push(text),
    });
    world.runUntil(world.nowMs() + 2000);
    expect(execution.done).toBe(false);
    expect(inUse(world)).not.toBe('');
    execution.interrupt();
    world.runUntil(world.nowMs() + 1);
    expect([execution.done, execution.exitCode]).toEqual([true, 130]);
    expect(say(world, lastLog)).toBe('"GET /delay/8 HTTP/1.1" 0 DC\n');
    expect(say(world, lastLog.replace('curl', 'httpbin'))).toBe('"GET /delay/8 HTTP/1.1" 0 DC\n');
    expect(inUse(world)).not.toMatch(/rq_active/);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('its time may be up', () => {
    expect(say(world, inCurl('curl -sS -m 1 httpbin:8000/delay/3'))).toBe(
      'curl: (28) Operation timed out after 1000 milliseconds with 0 bytes received\ncommand terminated with exit code 28\n[exit 28]',
    );
    expect(say(world, lastLog)).toBe('"GET /delay/3 HTTP/1.1" 0 DC\n');
    expect(inUse(world)).not.toMatch(/rq_active/);
  });
});

describe('a service deleted under load', () => {
  it('is first served, then not found', () => {
    const world = appWorld(['curl', 'httpbin']);
    const told = say(
      world,
      `for i in $(seq 40); do ${inCurl("curl -s -o /dev/null -w '%{http_code} %{exitcode}\\n' httpbin:8000/get")} 2>/dev/null; sleep 0.1; done > codes &
       sleep 2; kubectl delete svc httpbin; wait; uniq codes`,
    );
    expect(told.replace(/^\[.*\n/gm, '')).toBe(
      'service "httpbin" deleted from default namespace\n200 0\n000 6\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('leaves the gateway with a route to nowhere', () => {
    const world = appWorld(['httpbin']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: ["*"]
  gateways: [door]
  http: [{route: [{destination: {host: httpbin, port: {number: 8000}}}]}]
`,
    );
    const told = say(
      world,
      `ip=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})
       for i in $(seq 40); do curl -s -o /dev/null -w '%{http_code}\\n' http://$ip/get; sleep 0.1; done > codes &
       sleep 2; kubectl delete svc httpbin; wait; uniq codes
       kubectl logs -n istio-system deploy/istio-ingressgateway | tail -1 | cut -d' ' -f2-7`,
    );
    expect(told.replace(/^\[.*\n/gm, '')).toBe(
      'service "httpbin" deleted from default namespace\n200\n503\n"GET /get HTTP/1.1" 503 NC cluster_not_found\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });
});
