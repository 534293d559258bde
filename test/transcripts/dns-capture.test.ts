import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const pod = (name: string, annotations = '{}'): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}, annotations: ${annotations}}
spec: {containers: [{name: app, image: curlimages/curl, command: [sleep, infinity]}]}
---
`;
const CAPTURES = `{proxy.istio.io/config: "proxyMetadata: {ISTIO_META_DNS_CAPTURE: 'true'}"}`;

const entry = (name: string, host: string, addresses: string): string => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}}
spec:
  hosts: ["${host}"]
  addresses: [${addresses}]
  location: MESH_INTERNAL
  ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
  resolution: STATIC
  workloadSelector: {labels: {app: httpbin}}
---
`;

describe('a sidecar that answers DNS', () => {
  let world: World;
  const ask = (from: string, host: string): string =>
    say(
      world,
      `kubectl exec ${from} -c app -- curl -sS -o /dev/null -w '%{http_code} %{remote_ip}\\n' http://${host}/status/200`,
    );

  beforeAll(() => {
    world = appWorld(['httpbin']);
    applyYaml(
      world,
      [
        pod('asks', CAPTURES),
        pod('plain'),
        entry('partner', 'partner.internal', '240.0.0.7'),
        entry('wild', '*.wild.internal', '240.0.0.8'),
        entry('range', 'range.internal', '10.1.0.0/16'),
      ].join(''),
    );
    say(world, 'sleep 30');
  });

  it.each([
    ['asks', 'partner.internal', '200 240.0.0.7'],
    ['asks', 'partner.internal.', '200 240.0.0.7'],
    ['asks', 'a.b.wild.internal', '200 240.0.0.8'],
  ])('from %s: %s → %s', (from, host, wanted) => {
    expect(ask(from, host)).toBe(`${wanted}\n`);
  });

  it.each([
    ['asks', 'range.internal'],
    ['asks', 'nobody.internal'],
    ['plain', 'partner.internal'],
    ['plain', 'a.wild.internal'],
  ])('from %s: nobody knows %s', (from, host) => {
    expect(ask(from, host)).toContain(`curl: (6) Could not resolve host: ${host}`);
  });

  it('leaves the names of the cluster as they were', () => {
    const reached = ask('plain', 'httpbin:8000');
    expect(ask('asks', 'httpbin:8000')).toBe(reached);
    expect(reached).toMatch(/^200 /);
  });
});
