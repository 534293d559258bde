import { describe, expect, it } from 'vitest';
import { gatewayApiKinds } from '../../sandbox/istio/index';
import type { Schema } from '../../sandbox/kube/index';
import { KubectlTerminal } from './terminal';

const gateway = (listeners: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {gatewayClassName: istio, listeners: [${listeners}]}
`;
const route = (spec: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: ${spec}
`;
const ingress = (spec: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: ${spec}
`;
const HTTP = '{name: http, port: 80, protocol: HTTP}';

function applied(manifest: string): string {
  return new KubectlTerminal({ 'it.yaml': manifest }).run('kubectl apply -f it.yaml');
}

describe('the kinds of Gateway API', () => {
  it('are listed', () => {
    expect(new KubectlTerminal().run('kubectl api-resources --api-group=gateway.networking.k8s.io'))
      .toBe(`NAME                 SHORTNAMES   APIVERSION                     NAMESPACED   KIND
backendtlspolicies   btlspolicy   gateway.networking.k8s.io/v1   true         BackendTLSPolicy
gatewayclasses       gc           gateway.networking.k8s.io/v1   false        GatewayClass
gateways             gtw          gateway.networking.k8s.io/v1   true         Gateway
grpcroutes                        gateway.networking.k8s.io/v1   true         GRPCRoute
httproutes                        gateway.networking.k8s.io/v1   true         HTTPRoute
listenersets         lset         gateway.networking.k8s.io/v1   true         ListenerSet
referencegrants      refgrant     gateway.networking.k8s.io/v1   true         ReferenceGrant
tcproutes                         gateway.networking.k8s.io/v1   true         TCPRoute
tlsroutes                         gateway.networking.k8s.io/v1   true         TLSRoute
udproutes                         gateway.networking.k8s.io/v1   true         UDPRoute
`);
  });

  it('describe every field that does something', () => {
    const silent = gatewayApiKinds.flatMap(({ kind, schema }) =>
      undescribed(schema.properties?.spec ?? { type: 'any' }, kind),
    );
    expect(silent).toEqual([]);
  });

  it('take `gateway` for themselves, and leave `gw` to Istio', () => {
    const terminal = new KubectlTerminal({ 'it.yaml': gateway(HTTP) });
    terminal.run('kubectl apply -f it.yaml');
    terminal.wait(3);
    expect(terminal.run('kubectl get gateway')).toBe(
      'NAME   CLASS   ADDRESS   PROGRAMMED   AGE\nedge   istio             Unknown      3s\n',
    );
    expect(terminal.run('kubectl get gw')).toBe('No resources found in default namespace.\n');
  });

  it.each([
    [
      'an unknown field',
      gateway('{name: http, port: 80, protocol: HTTP, host: a.com}'),
      'strict decoding error: unknown field "spec.listeners[0].host"',
    ],
    [
      'a listener twice',
      gateway(`${HTTP}, {name: other, port: 80, protocol: HTTP}`),
      'spec.listeners: Invalid value: Combination of port, protocol and hostname must be unique for each listener',
    ],
    [
      'TLS on HTTP',
      gateway('{name: http, port: 80, protocol: HTTP, tls: {certificateRefs: [{name: c}]}}'),
      "spec.listeners: Invalid value: tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    ],
    [
      'a Service without a port',
      route('{rules: [{backendRefs: [{name: web}]}]}'),
      'spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference',
    ],
    [
      'a redirect with a backend',
      route(
        '{rules: [{filters: [{type: RequestRedirect, requestRedirect: {port: 8080}}], backendRefs: [{name: web, port: 80}]}]}',
      ),
      'spec.rules[0]: Invalid value: RequestRedirect filter must not be used together with backendRefs',
    ],
    [
      'a prefix replaced behind an exact path',
      route(
        '{rules: [{matches: [{path: {type: Exact, value: /a}}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}]}]}',
      ),
      'spec.rules[0]: Invalid value: When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
    ],
    [
      'one parent twice',
      route('{parentRefs: [{name: a, namespace: x}, {name: a, namespace: x}]}'),
      'sectionName or port must be unique when parentRefs includes 2 or more references to the same parent',
    ],
    [
      'an address for an SNI',
      `apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: shop}
spec: {hostnames: [10.0.0.1], rules: [{backendRefs: [{name: web, port: 443}]}]}
`,
      'spec.hostnames: Invalid value: Hostnames cannot contain an IP',
    ],
  ])('refuse %s', (_what, manifest, words) => {
    expect(applied(manifest)).toContain(words);
  });

  it('fill in what was left out', () => {
    const terminal = new KubectlTerminal({
      'it.yaml': route('{parentRefs: [{name: edge}], rules: [{backendRefs: [{name: web, port: 80}]}]}'),
    });
    terminal.run('kubectl apply -f it.yaml');
    expect(JSON.parse(terminal.run("kubectl get httproute shop -o jsonpath='{.spec}'"))).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
      rules: [
        {
          backendRefs: [{ group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }],
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        },
      ],
    });
  });
});

describe('Ingress', () => {
  const SHOP = ingress(
    '{ingressClassName: istio, rules: [{host: shop.com, http: {paths: [{path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]}}]}',
  );

  it('is listed and described', () => {
    const terminal = new KubectlTerminal({ 'it.yaml': SHOP });
    expect(terminal.run('kubectl apply -f it.yaml')).toBe('ingress.networking.k8s.io/shop created\n');
    expect(terminal.run('kubectl get ingress')).toBe(
      'NAME   CLASS   HOSTS      ADDRESS   PORTS   AGE\nshop   istio   shop.com             80      0s\n',
    );
    expect(terminal.run('kubectl describe ing shop')).toBe(`Name:             shop
Labels:           <none>
Namespace:        default
Address:          
Ingress Class:    istio
Default backend:  <default>
Rules:
  Host        Path  Backends
  ----        ----  --------
  shop.com    
              /cart   cart:80 (<error: services "cart" not found>)
Annotations:  <none>
Events:       <none>
`);
  });

  it.each([
    ['no rules', '{}', 'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
    [
      'no path type',
      '{rules: [{http: {paths: [{path: /, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
      'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
    ],
    [
      'a path without a slash',
      '{rules: [{http: {paths: [{path: cart, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
      'spec.rules[0].http.paths[0].path: Invalid value: "cart": must be an absolute path',
    ],
    [
      'no port',
      '{defaultBackend: {service: {name: a}}}',
      'spec.defaultBackend: Required value: port name or number is required',
    ],
    [
      'an address for a host',
      '{rules: [{host: 10.0.0.1}]}',
      'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
    ],
  ])('with %s is refused', (_what, spec, words) => {
    expect(applied(ingress(spec))).toContain(words);
  });
});

function undescribed(schema: Schema, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description === undefined ? [`${path}.${name}`] : []),
    ...(field.unsupported === undefined ? undescribed(field, `${path}.${name}`) : []),
  ]);
  return schema.items ? [...own, ...undescribed(schema.items, `${path}[]`)] : own;
}
