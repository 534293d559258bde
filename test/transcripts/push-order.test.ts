import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const SERVER = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, version: v1}}
spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
`;
const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web}
spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: v1}}]}]}
`;
const SUBSET = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}]}
`;

describe('what is applied reaches the proxies a moment later', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl']);
    applyYaml(world, SERVER);
    world.files.write('/home/learner/route.yaml', ROUTE);
    world.files.write('/home/learner/subset.yaml', SUBSET);
  });
  const call = "kubectl exec deploy/curl -c curl -- curl -s -o /dev/null -w '%{http_code}\\n' web";

  it('a route before its subset leads nowhere until that lands', () => {
    const told = say(
      world,
      `kubectl apply -f route.yaml; ${call}; sleep 0.2; ${call}; sleep 60; ${call}
       kubectl apply -f subset.yaml; ${call}; sleep 0.2; ${call}`,
    );
    expect(told).toBe(`virtualservice.networking.istio.io/web created
200
503
503
destinationrule.networking.istio.io/web created
503
200
`);
    expect(say(world, "kubectl logs deploy/curl -c istio-proxy | cut -d' ' -f5-7 | uniq -c")).toBe(
      `      1 200 - via_upstream
      3 503 NC cluster_not_found
      1 200 - via_upstream
`,
    );
  });

  it('both applied at once lead there at once', () => {
    const told = say(world, `kubectl apply -f route.yaml -f subset.yaml > /dev/null; sleep 0.2; ${call}`);
    expect(told).toBe('200\n');
    expect(say(world, 'kubectl logs deploy/curl -c istio-proxy | grep -c NC || true')).toBe('0\n');
  });

  it('is shown to be under way', () => {
    const state = "istioctl proxy-status -v 1 | awk 'NR == 1 || /^curl/ {print $3, $4, $5, $6}'";
    const told = say(
      world,
      `kubectl apply -f route.yaml > /dev/null; for i in $(seq 100); do ${state} | tail -1; sleep 0.0005; done | uniq`,
    );
    expect(say(world, `${state} | head -1`)).toBe('CDS LDS EDS RDS\n');
    expect(told).toBe(`SYNCED SYNCED SYNCED SYNCED
SYNCED SYNCED SYNCED STALE
SYNCED SYNCED SYNCED SYNCED
`);
  });
});
