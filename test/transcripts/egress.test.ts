import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const ENTRY = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: cnn}
spec:
  hosts: [edition.cnn.com]
  ports:
    - {number: 80, name: http-port, protocol: HTTP}
    - {number: 443, name: https, protocol: HTTPS}
  resolution: DNS
`;

const THROUGH_GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: istio-egressgateway}
spec:
  selector: {istio: egressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [edition.cnn.com]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: egressgateway-for-cnn}
spec:
  host: istio-egressgateway.istio-system.svc.cluster.local
  subsets: [{name: cnn}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: direct-cnn-through-egress-gateway}
spec:
  hosts: [edition.cnn.com]
  gateways: [istio-egressgateway, mesh]
  http:
    - match: [{gateways: [mesh], port: 80}]
      route:
        - destination: {host: istio-egressgateway.istio-system.svc.cluster.local, subset: cnn, port: {number: 80}}
    - match: [{gateways: [istio-egressgateway], port: 80}]
      route: [{destination: {host: edition.cnn.com, port: {number: 80}}}]
`;

const ORIGINATION = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: cnn}
spec:
  hosts: [edition.cnn.com]
  ports:
    - {number: 80, name: http-port, protocol: HTTP, targetPort: 443}
    - {number: 443, name: https, protocol: HTTPS}
  resolution: DNS
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: edition-cnn-com}
spec:
  host: edition.cnn.com
  trafficPolicy:
    portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]
`;

const ask = (url: string): string =>
  `kubectl exec deploy/curl -- curl -sSL -o /dev/null -D - ${url} | grep -E '^(HTTP|location)' | tr -d '\\r'`;

describe('the egress gateway', () => {
  it('is part of the demo profile only', () => {
    expect(say(appWorld([]), 'kubectl get svc,deploy -n istio-system -o name')).toBe(
      `service/istio-ingressgateway
service/istiod
deployment.apps/istio-ingressgateway
deployment.apps/istiod
`,
    );
    expect(
      say(
        appWorld([], 7, { profile: 'demo' }),
        'kubectl get svc,deploy,pod -l istio=egressgateway -A -o name',
      ),
    ).toMatch(
      /^service\/istio-egressgateway\ndeployment.apps\/istio-egressgateway\npod\/istio-egressgateway-\w+-\w{5}\n$/,
    );
  });

  describe('on the way to edition.cnn.com', () => {
    let world: World;
    const lastLine = (what: string): string =>
      say(
        world,
        `kubectl logs ${what} -c istio-proxy | tail -1 | cut -d' ' -f2-5,19 | sed 's/[.]istio-system//g'`,
      );
    beforeAll(() => {
      world = appWorld(['curl'], 7, { profile: 'demo' });
      applyYaml(world, ENTRY);
    });

    it('is passed by until a rule leads through it', () => {
      expect(say(world, ask('http://edition.cnn.com/politics'))).toBe(
        'HTTP/1.1 301 Moved Permanently\nlocation: https://edition.cnn.com/politics\nHTTP/2 200 \n',
      );
      applyYaml(world, THROUGH_GATEWAY);
      const before = say(world, 'kubectl logs -l istio=egressgateway -n istio-system | grep -c GET');
      expect(say(world, ask('http://edition.cnn.com/politics'))).toBe(
        'HTTP/1.1 301 Moved Permanently\nlocation: https://edition.cnn.com/politics\nHTTP/2 200 \n',
      );
      expect([before, lastLine('-n istio-system deploy/istio-egressgateway')]).toEqual([
        '0\n[exit 1]',
        '"GET /politics HTTP/2" 301 outbound|80||edition.cnn.com\n',
      ]);
    });
  });
});

describe('TLS origination', () => {
  it('spares the redirect: the application speaks HTTP, its sidecar TLS', () => {
    const world = appWorld(['curl']);
    applyYaml(world, ORIGINATION);
    expect(say(world, ask('http://edition.cnn.com/politics'))).toBe('HTTP/1.1 200 OK\n');
    expect(say(world, ask('https://edition.cnn.com/politics'))).toBe('HTTP/2 200 \n');
  });
});
