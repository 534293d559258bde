import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUse, inUseWhenIdle } from '../support/idle-mesh';

const inCurl = (line: string): string => `kubectl exec deploy/curl -c curl -- ${line}`;
const DRIP = "'httpbin:8000/drip?numbytes=5&duration=4&delay=1'";
/** The last line of a proxy's log: the request, its status, flags, details and bytes. */
const lastLog = (app: string): string =>
  `kubectl logs deploy/${app} -c istio-proxy | tail -1 | cut -d' ' -f5-7,11`;
const GATEWAY = `apiVersion: networking.istio.io/v1
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
`;
const rule = (more: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec: {hosts: [httpbin], http: [{route: [{destination: {host: httpbin}}], ${more}}]}
`;

describe('a body that comes bit by bit', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl', 'httpbin']);
  });
  /** What a line has shown after each second. */
  const bySecond = (line: string, seconds: number): string[] => {
    let shown = '';
    world.exec(line, { write: (text) => (shown += text) });
    return Array.from({ length: seconds }, () => {
      world.runUntil(world.nowMs() + 1000);
      return shown;
    });
  };

  it('is shown as it comes with -N; otherwise when the C library thinks fit', () => {
    expect(bySecond(inCurl(`curl -sN ${DRIP}`), 6)).toEqual(['', '*', '**', '***', '****', '*****']);
    expect(bySecond(inCurl(`curl -s ${DRIP}`), 6)).toEqual(['', '', '', '', '', '*****']);
  });

  it('begins when its headers come, and counts until it has ended', () => {
    const format = '%{http_code} %{size_download} %{time_starttransfer} %{time_total}\\n';
    expect(say(world, inCurl(`curl -s -o /dev/null -w '${format}' ${DRIP}`))).toMatch(
      /^200 5 1\.0\d+ 5\.0\d+\n$/,
    );
    expect(say(world, lastLog('curl'))).toBe('200 - via_upstream 5\n');
    expect(say(world, `kubectl logs deploy/curl -c istio-proxy | tail -1 | cut -d' ' -f12,13`)).toBe(
      '5001 1000\n',
    );
  });

  it.each([
    ['with a length', DRIP, '2 out of 5 bytes received', '2'],
    ['without one', "'httpbin:8000/sse?count=4&duration=6'", '108 bytes received', '108'],
  ])('may take too long: %s', (_, url, received, bytes) => {
    const told = say(world, `${inCurl(`curl -sS -m 3 -o /dev/null ${url}`)} 2>&1`);
    expect(told).toBe(
      `curl: (28) Operation timed out after 3000 milliseconds with ${received}\ncommand terminated with exit code 28\n[exit 28]`,
    );
    for (const app of ['curl', 'httpbin'])
      expect(say(world, lastLog(app))).toBe(`200 DC downstream_remote_disconnect ${bytes}\n`);
    expect(inUse(world)).not.toMatch(/rq_active/);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('ends with Ctrl-C, in both proxies and at the application', () => {
    let shown = '';
    const execution = world.exec(inCurl(`curl -sN ${DRIP}`), { write: (text) => (shown += text) });
    world.runUntil(world.nowMs() + 2500);
    expect([execution.done, shown]).toEqual([false, '**']);
    expect(inUse(world)).toMatch(/rq_active/);
    execution.interrupt();
    world.runUntil(world.nowMs() + 1);
    expect([execution.done, execution.exitCode]).toEqual([true, 130]);
    for (const app of ['curl', 'httpbin'])
      expect(say(world, lastLog(app))).toBe('200 DC downstream_remote_disconnect 2\n');
    expect(say(world, 'kubectl logs deploy/httpbin -c httpbin | tail -1')).toMatch(
      /status=200 .*size_bytes=2 duration_ms=25\d\d /,
    );
    expect(inUse(world)).not.toMatch(/rq_active/);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('ends when its reader has had enough', () => {
    const line = `${inCurl("curl -sN 'httpbin:8000/sse?count=9&duration=9'")} 2>/dev/null | head -1; sleep 0.1; ${lastLog('httpbin')}`;
    expect(say(world, line)).toBe('event: ping\n200 DC downstream_remote_disconnect 108\n');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it.each([
    ['finishes with its pod', '', '', '*****\n'],
    [
      'breaks off when its pod goes at once',
      ' --force',
      DRIP,
      '**curl: (18) end of response with 3 bytes missing\n',
    ],
    [
      'and has no length to miss',
      ' --force',
      "'httpbin:8000/sse?count=4&duration=6' -o /dev/null",
      'curl: (18) transfer closed with outstanding read data remaining\n',
    ],
  ])('%s', (_, how, url, expected) => {
    const told = say(
      world,
      `(${inCurl(`curl -sSN ${url || DRIP}`)} 2>&1 | grep -v 'exit code') & sleep 2.5
       kubectl delete pod -l app=httpbin --wait=false${how} > /dev/null 2>&1; wait`,
    );
    expect(told.replace(/^\[.*\n/gm, '').replace(/\[[0-9]\].*\n/g, '')).toBe(expected);
    world.settle();
    if (how !== '')
      expect(say(world, lastLog('curl'))).toMatch(
        /^200 UC upstream_reset_after_response_started\{connection_termination\} \d+\n$/,
      );
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('breaks off in HTTP/2 words where that is spoken', () => {
    applyYaml(world, GATEWAY);
    const told = say(
      world,
      `(curl -sSN --http2-prior-knowledge 'http://198.51.100.1/drip?numbytes=5&duration=4&delay=1') & sleep 2.5
       kubectl delete pod -l app=httpbin --force > /dev/null 2>&1; wait`,
    );
    expect(told.replace(/\[[0-9]\].*\n/g, '')).toBe(
      '**curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)\n',
    );
  });

  it.each([
    ['the time-out of its route', 'timeout: 3s', '2', 'UT response_timeout'],
    [
      'not that of a try: it began in time',
      'retries: {attempts: 1, perTryTimeout: 3s}',
      '5',
      '- via_upstream',
    ],
  ])('is bound by %s', (_, more, bytes, logged) => {
    applyYaml(world, rule(more));
    const told = say(world, `${inCurl(`curl -sN -w ' %{exitcode}' ${DRIP}`)} 2>/dev/null`);
    expect(told.replace(/\[.*/, '')).toBe(`${'*'.repeat(Number(bytes))} ${bytes === '5' ? '0' : '18'}`);
    expect(say(world, lastLog('curl'))).toBe(`200 ${logged} ${bytes}\n`);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('is not shown when its status is tried again', () => {
    applyYaml(world, rule('retries: {attempts: 2, retryOn: 5xx}'));
    const bad = "'httpbin:8000/drip?numbytes=3&duration=3&delay=0&code=503'";
    expect(say(world, inCurl(`curl -s -w ' %{http_code}' ${bad}`))).toBe('*** 503');
    expect(say(world, "kubectl logs deploy/httpbin -c istio-proxy | tail -3 | cut -d' ' -f5-7,11")).toBe(
      '503 DC downstream_remote_disconnect 0\n503 DC downstream_remote_disconnect 0\n503 - via_upstream 3\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('keeps its place: a circuit breaker turns others away until it has ended', () => {
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec: {host: httpbin, trafficPolicy: {connectionPool: {http: {http2MaxRequests: 1}}}}
`,
    );
    const ask = inCurl("curl -s -o /dev/null -w '%{http_code} ' httpbin:8000/get");
    const told = say(world, `(${inCurl(`curl -s -o /dev/null ${DRIP}`)}) & sleep 3; ${ask}; wait; ${ask}`);
    expect(told.replace(/\[[0-9]\].*\n/g, '')).toBe('503 200 ');
  });

  it('goes on by the rules it began with', () => {
    applyYaml(world, rule('headers: {response: {set: {x-rules: old}}}'));
    world.files.write('/home/learner/new.yaml', rule('headers: {response: {set: {x-rules: new}}}'));
    const told = say(
      world,
      `(${inCurl(`curl -s -w ' %{http_code} %header{x-rules}' ${DRIP}`)}) & sleep 3
       { kubectl apply -f new.yaml; kubectl delete svc httpbin; } > /dev/null; wait`,
    );
    expect(told.replace(/\[[0-9]\].*\n/g, '')).toBe('***** 200 old');
    expect(inUseWhenIdle(world)).toBe('');
  });
});
