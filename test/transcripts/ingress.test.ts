import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const app = (name: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
`;
const ingressClass = (name: string, controller: string): string => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: ${name}}
spec: {controller: ${controller}}
`;
const path = (text: string, type: string, service: string): string =>
  `{path: ${text}, pathType: ${type}, backend: {service: {name: ${service}, port: {number: 80}}}}`;
const rule = (host: string, ...paths: readonly string[]): string =>
  `rules: [{host: "${host}", http: {paths: [${paths.join(', ')}]}}]`;
const ingress = (name: string, spec: string, more = ''): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}${more}}
spec: {${spec}}
`;
const istio = 'ingressClassName: istio, ';

describe('Ingresses', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld([]);
    const any = path('/', 'Prefix', 'three');
    for (const text of [
      app('one'),
      app('two'),
      app('three'),
      ingressClass('istio', 'istio.io/ingress-controller'),
      ingressClass('nginx', 'k8s.io/ingress-nginx'),
      ingress(
        'paths',
        istio +
          rule(
            'shop.com',
            path('/', 'Prefix', 'one'),
            path('/a', 'Prefix', 'two'),
            path('/a/b', 'Exact', 'three'),
          ),
      ),
      ingress('wide', istio + rule('*.shop.com', path('/', 'Prefix', 'two'))),
      ingress('annotated', rule('old.com', any), ', annotations: {kubernetes.io/ingress.class: istio}'),
      ingress('foreign', `ingressClassName: nginx, ${rule('nginx.com', any)}`),
      ingress('rest', `${istio}defaultBackend: {service: {name: one, port: {name: http}}}`),
    ])
      applyYaml(world, text);
  });

  it.each([
    ['shop.com/', 'one'],
    ['shop.com/ax', 'one'],
    ['shop.com/a', 'two'],
    ['shop.com/a/c', 'two'],
    ['shop.com/a/b', 'three'],
    ['shop.com/a/b/c', 'two'],
    ['m.shop.com/a/b', 'two'],
    ['old.com/', 'three'],
    // another controller's
    ['nginx.com/', '404'],
    // istiod leaves default backends out
    ['elsewhere.org/', '404'],
  ])('lead %s to %s', (url, answer) => {
    const slash = url.indexOf('/');
    const line = `curl -s -w ' %{http_code}' -H 'Host: ${url.slice(0, slash)}' http://198.51.100.1${url.slice(slash)}`;
    const told = say(world, line);
    expect(/"pod":"(\w+)"/.exec(told)?.[1] ?? told.trim()).toBe(answer);
  });

  it('have the address of the gateway that serves them', () => {
    const addresses =
      'kubectl get ing -o jsonpath=\'{range .items[*]}{.metadata.name} {.status.loadBalancer.ingress[0].ip}{"\\n"}{end}\'';
    expect(say(world, addresses)).toBe(
      'annotated 198.51.100.1\nforeign \npaths 198.51.100.1\nrest 198.51.100.1\nwide 198.51.100.1\n',
    );
  });
});
