import { expect, it } from 'vitest';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

it('connection managers count connections, requests and what became of them', () => {
  const world = appWorld(['httpbin', 'curl']);
  const stats = (filter: string): string =>
    say(
      world,
      `kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET 'stats?filter=${filter}&usedonly'`,
    );
  const patch = {
    spec: { template: { metadata: { annotations: { 'sidecar.istio.io/statsInclusionPrefixes': 'http.' } } } },
  };
  // hidden unless the pod asks for them, but for the connections that stand
  expect(stats('downstream_rq_total')).toBe('');
  say(world, `kubectl patch deployment httpbin --type merge -p '${JSON.stringify(patch)}'; sleep 40`);
  for (const status of ['204', '204', '404', '503'])
    say(world, `kubectl exec deploy/curl -c curl -- curl -s http://httpbin:8000/status/${status}`);
  say(world, `kubectl exec deploy/curl -c curl -- curl -s -m 1 http://httpbin:8000/delay/5`);
  // the last caller went, and the sidecar closed the connection that all had shared
  expect(stats('http.inbound.*downstream_cx')).toBe(`http.inbound_0.0.0.0_8080.downstream_cx_active: 0
http.inbound_0.0.0.0_8080.downstream_cx_destroy: 1
http.inbound_0.0.0.0_8080.downstream_cx_http1_total: 1
http.inbound_0.0.0.0_8080.downstream_cx_ssl_total: 1
http.inbound_0.0.0.0_8080.downstream_cx_total: 1
`);
  say(world, `kubectl exec deploy/curl -c curl -- curl -s http://httpbin:8000/status/204`);
  expect(stats('http.inbound.*downstream_rq')).toBe(`http.inbound_0.0.0.0_8080.downstream_rq_2xx: 3
http.inbound_0.0.0.0_8080.downstream_rq_4xx: 1
http.inbound_0.0.0.0_8080.downstream_rq_5xx: 1
http.inbound_0.0.0.0_8080.downstream_rq_active: 0
http.inbound_0.0.0.0_8080.downstream_rq_completed: 6
http.inbound_0.0.0.0_8080.downstream_rq_http1_total: 6
http.inbound_0.0.0.0_8080.downstream_rq_rx_reset: 1
http.inbound_0.0.0.0_8080.downstream_rq_total: 6
`);
  expect(
    say(
      world,
      `kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET 'stats/prometheus?filter=http.inbound.*rq_4xx' | grep -v '^#'`,
    ),
  ).toContain(
    'envoy_http_downstream_rq_xx{response_code_class="4",http_conn_manager_prefix="inbound_0.0.0.0_8080"} 1',
  );
  // a changed listener goes on counting
  applyYaml(
    world,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: httpbin}
spec: {selector: {matchLabels: {app: httpbin}}, action: DENY, rules: [{to: [{operation: {paths: [/secret]}}]}]}
`,
  );
  say(world, `kubectl exec deploy/curl -c curl -- curl -s http://httpbin:8000/secret`);
  expect(stats('http.inbound.*(drain_close|rq_4xx)'))
    .toBe(`http.inbound_0.0.0.0_8080.downstream_cx_drain_close: 1
http.inbound_0.0.0.0_8080.downstream_rq_4xx: 2
`);
  expect(inUseWhenIdle(world)).toBe('');
});
