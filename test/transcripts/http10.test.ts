import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

const WRITE = "-o /dev/null -w '%{http_code} %{http_version}\\n'";

describe('clients that speak HTTP/1.0', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin', 'curl']);
    const telemetry = 'spec: {accessLogging: [{providers: [{name: envoy}]}]}';
    world.apply(
      `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: logs, namespace: istio-system}, ${telemetry}}`,
      { file: 'telemetry.yaml' },
    );
    say(world, 'sleep 3');
  });
  const curl = (args: string): string => say(world, `kubectl exec deploy/curl -c curl -- curl -s ${args}`);

  it('are told to upgrade where HTTP is expected', () => {
    const lines = curl('-0 -i http://httpbin:8000/get').split('\r\n');
    expect(lines.map((line) => line.replace(/^date: .*/, 'date'))).toEqual([
      'HTTP/1.1 426 Upgrade Required',
      'date',
      'server: istio-envoy',
      'connection: close',
      'content-length: 0',
      '',
      '',
    ]);
    const [line = ''] = say(world, 'kubectl logs deploy/httpbin -c istio-proxy --tail 1').split('\n');
    expect(line).toContain('"GET /get HTTP/1.0" 426 - low_version - "-" 0 0');
  });

  it('pass as bytes where the protocol is looked for', () => {
    say(
      world,
      `kubectl patch service httpbin --type json -p '[{"op": "remove", "path": "/spec/ports/0/name"}]'; sleep 2`,
    );
    expect(curl(`-0 ${WRITE} http://httpbin:8000/get`)).toBe('200 1\n');
    const [line = ''] = say(world, 'kubectl logs deploy/curl -c istio-proxy --tail 1').split('\n');
    expect(line).toContain('"- - -" 0 - - - "-"');
    const streamed = curl('-0 -i http://httpbin:8000/stream/2').split('\r\n');
    expect(streamed[0]).toBe('HTTP/1.0 200 OK');
    expect(streamed.filter((one) => /^(connection|transfer-encoding):/i.test(one))).toEqual([
      'connection: close',
    ]);
  });

  it('are served where istiod accepts them, on a connection for each request', () => {
    say(world, 'kubectl -n istio-system set env deployment/istiod PILOT_HTTP10=true; sleep 2');
    const answer = curl('-0 -v http://httpbin:8000/stream/2 -o /dev/null 2>&1').split('\n');
    expect(answer.slice(answer.indexOf('> GET /stream/2 HTTP/1.0'))).toContain(
      '* HTTP 1.0, assume close after body',
    );
    expect(answer).toContain('< HTTP/1.0 200 OK');
    expect(answer).toContain('< connection: close');
    expect(answer.filter((line) => line.startsWith('< transfer-encoding'))).toEqual([]);
    const [line = ''] = say(world, 'kubectl logs deploy/curl -c istio-proxy --tail 1').split('\n');
    expect(line).toContain('"GET /stream/2 HTTP/1.0" 200 - via_upstream');
    const query = '[.. | .acceptHttp10? // empty] | length';
    const managers = say(world, `istioctl pc listener deploy/httpbin --port 15006 -o json | jq '${query}'`);
    expect(Number(managers)).toBeGreaterThan(1);
    const alpns = '[.. | .applicationProtocols? // empty | select(index("h2c")) | join(",")] | unique[]';
    expect(say(world, `istioctl pc listener deploy/httpbin --port 15006 -o json | jq -r '${alpns}'`)).toBe(
      'http/1.0,http/1.1,h2c\n',
    );
    say(world, 'kubectl -n istio-system set env deployment/istiod PILOT_HTTP10-; sleep 2');
  });

  it('are served by a proxy that says so of itself', () => {
    say(
      world,
      `kubectl patch service httpbin --type json -p '[{"op": "add", "path": "/spec/ports/0/name", "value": "http"}]'; sleep 2`,
    );
    expect(curl(`-0 ${WRITE} http://httpbin:8000/get`)).toBe('426 1.1\n');
    const annotation = 'proxy.istio.io/config: "{proxyMetadata: {ISTIO_META_HTTP10: \\"1\\"}}"';
    const patch = `spec: {template: {metadata: {annotations: {${annotation}}}}}`;
    say(world, `kubectl patch deployment httpbin -p '${patch}'; sleep 20`);
    expect(curl(`-0 ${WRITE} http://httpbin:8000/get`)).toBe('200 1\n');
  });
});
