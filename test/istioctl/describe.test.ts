import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { canaryWorld } from '../support/canary-world';

describe('what shapes the traffic of a pod or a service', () => {
  let world: World;
  let pod = '';
  beforeAll(() => {
    world = canaryWorld();
    pod = world
      .run('kubectl get pod -l app=staff-service -o jsonpath="{.items[0].metadata.name}"')
      .stdout.trim();
    world.run(`kubectl apply -f - <<EOF
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: staff}
spec:
  host: fleetman-staff-service
  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, loadBalancer: {simple: RANDOM}}
  subsets: [{name: here, labels: {app: staff-service}}, {name: gone, labels: {app: nobody}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: staff}
spec:
  hosts: [fleetman-staff-service]
  http:
  - match: [{uri: {prefix: /a}, headers: {end-user: {exact: jason}}}]
    route: [{destination: {host: fleetman-staff-service, subset: gone}}]
  - route:
    - {destination: {host: fleetman-staff-service, subset: here}, weight: 90}
    - {destination: {host: fleetman-staff-service, subset: nowhere}, weight: 10}
EOF
sleep 2`);
  });

  const outputOf = (command: string): string => world.run(`istioctl ${command}`).stdout;

  it('a pod: its services, their rules and routes, and its mutual TLS', () => {
    expect(outputOf(`x describe pod ${pod}`)).toBe(`Pod: ${pod}
   Pod Revision: default
   Pod Ports: 8080 (staff-service)
--------------------
Service: fleetman-staff-service
   Port: http 8080/HTTP targets pod port 8080
DestinationRule: staff for "fleetman-staff-service"
   Matching subsets: here
      (Non-matching subsets gone)
   Traffic Policy TLS Mode: ISTIO_MUTUAL
   Policies: load balancer
VirtualService: staff
   Route to host "fleetman-staff-service" subset "here" with weight 90%
   1 additional destination(s) that will not reach this pod
--------------------
Effective PeerAuthentication:
   Workload mTLS mode: PERMISSIVE
`);
  });

  it('a service: as its first pod sees it, and where the ingress gateway lets callers in', () => {
    const text = outputOf('experimental describe svc fleetman-webapp');
    expect(text).toContain('Exposed on Ingress Gateway http://');
    expect(text).toMatch(/^VirtualService: fleetman-vs$/m);
  });

  it.each([
    ['x describe foo', 'Error: unknown resource type "foo"\n'],
    ['x describe pod', 'Error: expecting pod name\n'],
    ['x describe pod nobody', 'Error: pods "nobody" not found\n'],
    ['x describe service nobody', 'Error: services "nobody" not found\n'],
  ])('%s fails', (command, error) => {
    expect(world.run(`istioctl ${command}`).stderr).toBe(error);
  });
});
