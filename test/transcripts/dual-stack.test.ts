import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const services = `apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: app, image: curlimages/curl, command: [sleep, infinity]}]}
---
apiVersion: v1
kind: Service
metadata: {name: both}
spec:
  ipFamilyPolicy: PreferDualStack
  selector: {app: httpbin}
  ports: [{name: http, port: 8000, targetPort: 8080}, {name: tcp, port: 9000, targetPort: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: six}
spec: {ipFamilies: [IPv6], selector: {app: httpbin}, ports: [{name: http, port: 8001, targetPort: 8080}]}
---
`;

describe('a cluster with addresses of both families', () => {
  let world: World;
  const addresses = (port: number): string =>
    say(world, `istioctl pc listeners client --port ${String(port)}`)
      .split('\n')[1]
      ?.split(' ')[0] ?? '';
  const path = (of: string, json: string): string => say(world, `kubectl get ${of} -o jsonpath='{${json}}'`);
  const call = (url: string): string =>
    say(
      world,
      `kubectl exec client -c app -- curl -s -o /dev/null -w '%{http_code} %{remote_ip}' '${url}/status/200'`,
    );

  beforeAll(() => {
    world = appWorld(['httpbin'], 7, { dualStack: true });
    applyYaml(world, services);
  });

  it('gives services the families they ask for', () => {
    const spec = (name: string): unknown => [
      path(`svc ${name}`, '.spec.ipFamilies'),
      path(`svc ${name}`, '.spec.clusterIPs'),
    ];
    expect(spec('httpbin')).toEqual(['["IPv4"]', '["10.96.0.12"]']);
    expect(spec('both')).toEqual(['["IPv4","IPv6"]', '["10.96.0.13","fd00:10:96::a"]']);
    expect(spec('six')).toEqual(['["IPv6"]', '["fd00:10:96::b"]']);
    expect(path('pod client', '.status.podIPs')).toBe('[{"ip":"10.244.0.13"},{"ip":"fd00:10:244::d"}]');
  });

  it('is used in one family at a time by istiod, unless it is told otherwise', () => {
    expect([9000, 15_001, 15_006].map(addresses)).toEqual(['10.96.0.13', '0.0.0.0', '0.0.0.0']);
    expect(addresses(8001)).toBe('0.0.0.0,::');
    expect(
      say(world, "istioctl pc endpoints client --cluster 'outbound|8000||both.default.svc.cluster.local'"),
    ).toBe(`ENDPOINT                STATUS      OUTLIER CHECK     CLUSTER
10.244.0.12:8080        HEALTHY     OK                outbound|8000||both.default.svc.cluster.local
fd00:10:244::c:8080     HEALTHY     OK                outbound|8000||both.default.svc.cluster.local
`);
    expect(call('http://both:8000')).toBe('200 10.96.0.13');
  });

  it('carries requests from family to family', () => {
    expect(call('http://six:8001')).toBe('200 fd00:10:96::b');
    expect(call('http://[fd00:10:96::a]:8000')).toBe('200 fd00:10:96::a');
    const logged = say(world, 'kubectl logs client -c istio-proxy | grep six | tail -1');
    expect(logged).toContain(
      '"[fd00:10:244::c]:8080" outbound|8001||six.default.svc.cluster.local [fd00:10:244::d]:',
    );
    expect(say(world, 'kubectl logs -l app=httpbin -c istio-proxy | grep six | tail -1')).toContain(
      'inbound|8080|| [::6]:',
    );
  });

  it('is used in both with ISTIO_DUAL_STACK', () => {
    say(world, 'kubectl -n istio-system set env deploy/istiod ISTIO_DUAL_STACK=true; sleep 20');
    expect([9000, 15_001, 15_006].map(addresses)).toEqual([
      '10.96.0.13,fd00:10:96::a',
      '0.0.0.0,::',
      '0.0.0.0,::',
    ]);
    const listed = say(
      world,
      "istioctl pc endpoints client --cluster 'outbound|8000||both.default.svc.cluster.local'",
    );
    expect(listed.split('\n')).toHaveLength(3);
    expect(call('http://both:8000')).toBe('200 10.96.0.13');
    expect(call('http://[fd00:10:96::a]:8000')).toBe('200 fd00:10:96::a');
  });
});

it('a cluster of one family says so', () => {
  const world = appWorld([]);
  const service = (spec: string): string =>
    world.apply(`apiVersion: v1
kind: Service
metadata: {name: wants}
spec: {${spec}, ports: [{port: 80}]}
`).stderr;
  const invalid = 'The Service "wants" is invalid: ';
  expect(service('ipFamilies: [IPv6]')).toBe(
    `${invalid}spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster\n`,
  );
  expect(service('ipFamilyPolicy: RequireDualStack')).toBe(
    `${invalid}spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services\n`,
  );
  expect(service('ipFamilyPolicy: PreferDualStack')).toBe('');
});
