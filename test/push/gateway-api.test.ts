import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

const WEB = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: echo, ports: [{containerPort: 8080}]}]}
`;
const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: istio
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.shop.com"}]
`;
const route = (spec: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: ${spec}
`;
const TO_WEB =
  '{parentRefs: [{name: edge}], hostnames: [a.shop.com], rules: [{matches: [{path: {value: /cart}}], backendRefs: [{name: web, port: 80}]}]}';

function world(...manifests: readonly string[]): World {
  return createWorld({ seed: 1, manifests: { 'all.yaml': manifests.join('---\n') } });
}

function status(run: World, line: string): string {
  const { stdout, stderr } = run.run(line);
  return stdout + stderr;
}

describe('a Gateway of class istio', () => {
  it('gets a deployment, a service and an address, and serves what is attached to it', () => {
    const shop = world(WEB, GATEWAY, route(TO_WEB));
    shop.run('sleep 3');
    expect(status(shop, 'kubectl get gtw')).toMatch(
      /^NAME +CLASS +ADDRESS +PROGRAMMED +AGE\nedge +istio +198\.51\.100\.\d+ +True +\d+s\n$/,
    );
    expect(
      status(shop, 'kubectl get deploy,svc,sa -l gateway.networking.k8s.io/gateway-name=edge -o name'),
    ).toBe('deployment.apps/edge-istio\nservice/edge-istio\nserviceaccount/edge-istio\n');
    const call = (host: string, path: string): string =>
      status(
        shop,
        `curl -s -o /dev/null -w '%{http_code}' -H 'Host: ${host}' http://$(kubectl get gtw edge -o jsonpath='{.status.addresses[0].value}')${path}`,
      );
    expect([
      call('a.shop.com', '/cart/1'),
      call('a.shop.com', '/cartoon'),
      call('b.shop.com', '/cart'),
    ]).toEqual(['200', '404', '404']);
  });

  it('takes what was made for it along when it goes', () => {
    const shop = world(GATEWAY);
    shop.run('kubectl delete gtw edge; sleep 1');
    expect(status(shop, 'kubectl get deploy,sa -l gateway.networking.k8s.io/gateway-name=edge')).toBe(
      'No resources found in default namespace.\n',
    );
  });

  it('is not made where Gateway API is not installed', () => {
    const bare = createWorld({ seed: 1, gatewayApi: false });
    expect(status(bare, 'kubectl get gtw')).toBe('error: the server doesn\'t have a resource type "gtw"\n');
    expect(status(bare, 'kubectl get gateway')).toBe('No resources found in default namespace.\n');
  });
});

describe('the status of a route', () => {
  it.each([
    ['attached', TO_WEB, 'True Accepted Route was valid / True ResolvedRefs All references resolved'],
    [
      'without its host',
      '{parentRefs: [{name: edge}], hostnames: [other.com]}',
      'False NoMatchingListenerHostname no hostnames matched parent hostname "*.shop.com" / True ResolvedRefs All references resolved',
    ],
    [
      'at a section that is not there',
      '{parentRefs: [{name: edge, sectionName: https}]}',
      'False NoMatchingParent sectionName "https" not found / True ResolvedRefs All references resolved',
    ],
    [
      'with a backend that is not there',
      '{parentRefs: [{name: edge}], rules: [{backendRefs: [{name: gone, port: 80}]}]}',
      'True Accepted Route was valid / False BackendNotFound backend(gone.default.svc.cluster.local) not found',
    ],
    [
      'with a backend of another namespace',
      '{parentRefs: [{name: edge}], rules: [{backendRefs: [{name: istiod, namespace: istio-system, port: 443}]}]}',
      'True Accepted Route was valid / False RefNotPermitted backendRef istiod/istio-system not accessible to a HTTPRoute in namespace "default" (missing a ReferenceGrant?)',
    ],
    [
      'to a service of the mesh that is not there',
      '{parentRefs: [{group: "", kind: Service, name: gone}]}',
      'False NoMatchingParent parent service: "gone" not found / True ResolvedRefs All references resolved',
    ],
  ])('%s', (_what, spec, expected) => {
    const shop = world(WEB, GATEWAY, route(spec));
    const path = '{range .status.parents[0].conditions[*]}{.status} {.reason} {.message} / {end}';
    expect(status(shop, `kubectl get httproute shop -o jsonpath='${path}'`)).toBe(`${expected} / `);
  });
});

describe('what stands between namespaces and backends', () => {
  const GRANT = `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shops, namespace: istio-system}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}]
  to: [{group: "", kind: Service, name: istiod}]
`;
  const TO_ISTIOD =
    '{parentRefs: [{name: edge}], rules: [{backendRefs: [{name: istiod, namespace: istio-system, port: 443}]}]}';

  it('a grant lets a route lead to another namespace, as long as it is there', () => {
    const shop = world(GATEWAY, route(TO_ISTIOD), GRANT);
    const resolved = `kubectl get httproute shop -o jsonpath='{.status.parents[0].conditions[?(@.type=="ResolvedRefs")].reason}'`;
    expect(status(shop, resolved)).toBe('ResolvedRefs');
    shop.run('kubectl delete referencegrant shops -n istio-system; sleep 1');
    expect(status(shop, resolved)).toBe('RefNotPermitted');
  });

  it('a policy for a service that is not there says so', () => {
    const policy = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: ${name}}
spec:
  targetRefs: [{group: "", kind: Service, name: ${name}}]
  validation: {hostname: ${name}.com, wellKnownCACertificates: System}
`;
    const shop = world(WEB, policy('web'), policy('gone'));
    const accepted = `kubectl get btlspolicy -o jsonpath='{range .items[*]}{.metadata.name}: {.status.ancestors[0].conditions[0].message}{"\\n"}{end}'`;
    expect(status(shop, accepted)).toBe(
      'gone: targetRefs invalid: reference default/gone (of kind Service) not found\nweb: Configuration is valid\n',
    );
  });
});

describe('an Ingress', () => {
  it('is served by the ingress gateway, whose address it has', () => {
    const shop = world(
      WEB,
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: istio
  rules:
  - host: shop.com
    http: {paths: [{path: /cart, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: istio}
spec: {controller: istio.io/ingress-controller}
`,
    );
    expect(status(shop, 'kubectl get ing --no-headers')).toMatch(
      /^shop +istio +shop\.com +198\.51\.100\.1 +80 +\d+s\n$/,
    );
    const call = (path: string): string =>
      status(shop, `curl -s -o /dev/null -w '%{http_code}' -H 'Host: shop.com' http://198.51.100.1${path}`);
    expect([call('/cart/1'), call('/cartoon')]).toEqual(['200', '404']);
  });
});

describe('the status of a route', () => {
  it('keeps what others said of it at its parent', () => {
    const shop = world(WEB, GATEWAY, route(TO_WEB));
    shop.run('sleep 3');
    const types = "kubectl get httproute shop -o jsonpath='{.status.parents[*].conditions[*].type}'";
    expect(status(shop, types)).toBe('Accepted ResolvedRefs');
    const other =
      '{"type": "Checked", "status": "True", "reason": "Checked", "message": "", "lastTransitionTime": "2026-11-21T10:00:00Z"}';
    const patch = `[{"op": "add", "path": "/status/parents/0/conditions/0", "value": ${other}}]`;
    expect(
      status(shop, `kubectl patch httproute shop --subresource=status --type json -p '${patch}'; sleep 1`),
    ).toContain('patched');
    shop.run(
      `kubectl patch httproute shop --type json -p '[{"op": "replace", "path": "/spec/rules/0/backendRefs/0/name", "value": "gone"}]'; sleep 1`,
    );
    expect(status(shop, types)).toBe('Checked Accepted ResolvedRefs');
  });

  it('names the kind that a listener does not take in its version of today', () => {
    const tcp = `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: {name: bytes}
spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: web, port: 80}]}]}
`;
    const shop = world(WEB, GATEWAY, tcp);
    shop.run('sleep 3');
    expect(
      status(shop, "kubectl get tcproute bytes -o jsonpath='{.status.parents[0].conditions[0].message}'"),
    ).toBe('kind gateway.networking.k8s.io/v1/TCPRoute is not allowed');
  });
});
