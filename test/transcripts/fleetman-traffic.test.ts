import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { applyYaml, say } from '../support/app-world';
import { applyFiles, canaryWorld, DRIVER_URL } from '../support/canary-world';

const SITE = 'http://fleetman.example.com';
const STAFF = 'fleetman-staff-service.default.svc.cluster.local';
const HASHED = (hash: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: session-vs}
spec:
  hosts: [${STAFF}]
  http:
    - route: [{destination: {host: ${STAFF}, subset: all-staff-service-pods}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: session-dr}
spec:
  host: fleetman-staff-service
  trafficPolicy: {loadBalancer: {consistentHash: {${hash}}}}
  subsets: [{name: all-staff-service-pods, labels: {app: staff-service}}]
`;

/** The photos that so many requests show, each once: `1.jpg`, `placeholder.png`. */
function photos(world: World, count: number, args = ''): string {
  return say(
    world,
    `for i in $(seq ${String(count)}); do curl -s ${args} ${DRIVER_URL}; echo; done | grep -o '[^/]*\\.[jp][pn]g' | sort -u | xargs`,
  );
}

describe('session affinity', () => {
  let world: World;
  beforeEach(() => {
    world = canaryWorld();
  });

  it('by source address holds the calling pod, so every user of it, to one pod', () => {
    expect(photos(world, 40)).toBe('1.jpg placeholder.png\n');
    applyYaml(world, HASHED('useSourceIp: true'));
    const held = photos(world, 40);
    expect(['1.jpg\n', 'placeholder.png\n']).toContain(held);
    const inside = say(
      world,
      `for i in $(seq 20); do kubectl exec deploy/curl -- curl -s fleetman-api-gateway:8080/vehicles/driver/City%20Truck; echo; done | grep -o '[^/]*\\.[jp][pn]g' | sort -u`,
    );
    expect(inside).toBe(held);
  });

  it('by a header that applications hand on holds each user', () => {
    applyYaml(world, HASHED('httpHeaderName: x-user'));
    const users = Array.from({ length: 12 }, (_, i) => photos(world, 6, `-H 'x-user: user-${String(i)}'`));
    expect(new Set(users)).toEqual(new Set(['1.jpg\n', 'placeholder.png\n']));
    expect(photos(world, 40, "-H 'user: one'")).toBe('1.jpg placeholder.png\n');
  });

  it('does not hold across weighted subsets: the weights are drawn first', () => {
    applyFiles(world, 'canary.yaml');
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: canary-dr}
spec:
  host: fleetman-staff-service
  trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}
  subsets:
    - {name: safe-group, labels: {version: safe}}
    - {name: risky-group, labels: {version: risky}}
`,
    );
    expect(photos(world, 60)).toBe('1.jpg placeholder.png\n');
  });

  it('is not had while the canary is still there: the older rule wins, and analysis says why', () => {
    applyFiles(world, 'canary.yaml');
    say(world, 'sleep 2');
    applyYaml(world, HASHED('useSourceIp: true'));
    expect(photos(world, 60)).toBe('1.jpg placeholder.png\n');
    expect(say(world, 'istioctl analyze')).toBe(
      `Error [IST0109] (VirtualService default/canary-vs) The VirtualServices default/canary-vs,default/session-vs associated with mesh gateway define the same host */${STAFF} which can lead to undefined behavior. This can be fixed by merging the conflicting VirtualServices into a single resource.
Error [IST0109] (VirtualService default/session-vs) The VirtualServices default/canary-vs,default/session-vs associated with mesh gateway define the same host */${STAFF} which can lead to undefined behavior. This can be fixed by merging the conflicting VirtualServices into a single resource.
Error: Analyzers found issues when analyzing namespace: default.
See https://istio.io/v1.30/docs/reference/config/analysis for more information about causes and resolutions.
[exit 79]`,
    );
    say(world, 'kubectl delete -f canary.yaml; sleep 1');
    expect(['1.jpg\n', 'placeholder.png\n']).toContain(photos(world, 40));
  });
});

const EXPERIMENTAL = `apiVersion: apps/v1
kind: Deployment
metadata: {name: webapp-experimental}
spec:
  selector: {matchLabels: {app: webapp, version: experimental}}
  template:
    metadata: {labels: {app: webapp, version: experimental}}
    spec:
      containers:
        - {name: webapp, image: 'richardchesterwood/istio-fleetman-webapp-angular:6-experimental', ports: [{containerPort: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: fleetman-webapp}
spec:
  type: NodePort
  selector: {app: webapp}
  ports: [{name: http, port: 80, nodePort: 30080, appProtocol: http}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: fleetman-webapp}
spec:
  host: fleetman-webapp
  subsets:
    - {name: original, labels: {version: original}}
    - {name: experimental, labels: {version: experimental}}
`;

const BY_PREFIX = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ingress-gateway-configuration}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: fleetman-webapp}
spec:
  hosts: ["*"]
  gateways: [ingress-gateway-configuration]
  http:
    - match:
        - uri :
            prefix: /experimental
        - uri: {prefix: /canary}
      route: [{destination: {host: fleetman-webapp, subset: experimental}}]
    - match: [{uri: {prefix: /}}]
      route: [{destination: {host: fleetman-webapp, subset: original}}]
`;

const BY_HOST = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ingress-gateway-configuration}
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 80, name: http, protocol: HTTP}
      hosts: [fleetman.example.com, experimental.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: fleetman-webapp}
spec:
  hosts: [fleetman.example.com]
  gateways: [ingress-gateway-configuration]
  http: [{route: [{destination: {host: fleetman-webapp, subset: original}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: fleetman-webapp-experiment}
spec:
  hosts: [experimental.example.com]
  gateways: [ingress-gateway-configuration]
  http: [{route: [{destination: {host: fleetman-webapp, subset: experimental}}]}]
`;

const PLAIN = '  <title>Fleet Management</title>\n';
const PREMIUM = '  <title>Fleet Management Istio Premium Enterprise Edition</title>\n';

describe('two web apps behind one door', () => {
  let world: World;
  const titles = (url: string): string =>
    say(world, `for i in $(seq 12); do curl -s ${url} | grep title; done | sort -u`);
  beforeEach(() => {
    world = canaryWorld();
    say(
      world,
      `kubectl patch deploy webapp -p '{"spec":{"template":{"metadata":{"labels":{"version":"original"}}}}}'`,
    );
    applyYaml(world, EXPERIMENTAL);
  });

  it('answer from both pods while an older host is left over: the exact host beats the star', () => {
    applyYaml(world, BY_PREFIX);
    expect(titles(`${SITE}/experimental`)).toBe(PREMIUM + PLAIN);
    expect(say(world, 'istioctl analyze')).toBe(
      '\n✔ No validation issues found when analyzing namespace: default.\n',
    );
    const domains =
      "istioctl proxy-config routes deploy/istio-ingressgateway -n istio-system --name http.8080 -o json | jq -c '[.[].virtualHosts[].domains]'";
    expect(say(world, domains)).toBe('[["*"],["fleetman.example.com"]]\n');
    say(world, 'kubectl delete -f gateway.yaml; sleep 1');
    expect(titles(`${SITE}/experimental`)).toBe(PREMIUM);
    expect(titles(`${SITE}/canary/x`)).toBe(PREMIUM);
    expect(titles(`${SITE}/`)).toBe(PLAIN);
  });

  it('are told apart by host', () => {
    say(world, 'kubectl delete -f gateway.yaml');
    applyYaml(world, BY_HOST);
    expect(titles(SITE)).toBe(PLAIN);
    const ip =
      '$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})';
    expect(titles(`-H 'Host: experimental.example.com' http://${ip}`)).toBe(PREMIUM);
    expect(say(world, `curl -si -H 'Host: other.example.com' http://${ip} | grep -v ^date`)).toBe(
      'HTTP/1.1 404 Not Found\r\nserver: istio-envoy\r\ncontent-length: 0\r\n\r\n',
    );
  });

  it('share the node port whatever the gateway says', () => {
    applyYaml(world, BY_PREFIX);
    say(world, 'kubectl delete -f gateway.yaml; sleep 1');
    expect(titles('http://192.168.49.2:30080/experimental')).toBe(PREMIUM + PLAIN);
  });

  it('leave nobody to answer where a subset has no pods', () => {
    say(world, 'kubectl delete -f gateway.yaml; kubectl scale deploy webapp --replicas=0');
    applyYaml(world, BY_HOST);
    expect(say(world, 'kubectl get deploy webapp --no-headers | cut -c1-40')).toMatch(/^webapp +0\/0 +0 +0/);
    expect(say(world, `curl -s -w ' %{http_code}' ${SITE}; istioctl analyze 2>&1 | head -1`)).toBe(
      'no healthy upstream 503Error [IST0173] (DestinationRule default/fleetman-webapp) The Subset original defined in the DestinationRule does not select any pods. Which may lead to 503 UH (NoHealthyUpstream).\n',
    );
  });

  it('need their hosts in the Gateway', () => {
    say(world, 'kubectl delete -f gateway.yaml');
    applyYaml(world, BY_HOST.replace('hosts: [experimental.example.com]', 'hosts: [premium.example.com]'));
    expect(say(world, 'istioctl analyze 2>&1 | head -1')).toBe(
      'Warning [IST0132] (VirtualService default/fleetman-webapp-experiment) one or more host [premium.example.com] defined in VirtualService default/fleetman-webapp-experiment not found in Gateway default/ingress-gateway-configuration.\n',
    );
  });
});
