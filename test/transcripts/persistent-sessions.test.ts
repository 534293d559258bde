import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

describe('a service whose sessions stay with one pod', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['helloworld', 'curl']);
  });
  const curl = (args: string): string =>
    say(world, `kubectl exec deploy/curl -c curl -- curl -s ${args} http://helloworld:5000/hello`);
  const label = (text: string): void => {
    say(world, `kubectl label service helloworld ${text} --overwrite; sleep 2`);
  };
  /** The pods that answer ten requests with these arguments. */
  const pods = (args: string): number =>
    new Set(Array.from({ length: 10 }, () => /instance: (\S+)/.exec(curl(args))?.[1])).size;

  it('does not hold them unless istiod is told to', () => {
    label('istio.io/persistent-session=session');
    expect(curl('-D -')).not.toContain('set-cookie');
    const variable = 'PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true';
    say(world, `kubectl -n istio-system set env deployment/istiod ${variable}; sleep 2`);
    expect(curl('-D -')).toMatch(/set-cookie: session="[A-Za-z0-9+/]+=*"; Path=\/; HttpOnly/);
  });

  it('finds the pod again by the cookie that it set', () => {
    const answer = curl('-D -');
    const cookie = /set-cookie: (session="[^"]+")/.exec(answer)?.[1] ?? '';
    expect(pods('')).toBe(2);
    expect(pods(`-H 'Cookie: ${cookie}'`)).toBe(1);
    expect(curl(`-D - -H 'Cookie: ${cookie}'`)).not.toContain('set-cookie');
    const instance = /instance: (\S+)/.exec(answer)?.[1] ?? '';
    say(world, `kubectl delete pod ${instance}; sleep 10`);
    expect(curl(`-D - -H 'Cookie: ${cookie}'`)).toContain('set-cookie');
  });

  it('finds it by a header where the label says so', () => {
    label('istio.io/persistent-session- istio.io/persistent-session-header=x-session');
    const session = /x-session: (\S+)/.exec(curl('-D -'))?.[1] ?? '';
    expect(session).not.toBe('');
    expect(pods(`-H 'x-session: ${session}'`)).toBe(1);
  });

  it('are those of a whole virtual host at a gateway where that is named after the service', () => {
    const host = 'helloworld.default.svc.cluster.local';
    const route = `{route: [{destination: {host: ${host}}}]}`;
    world.apply(
      `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: door}, spec: {selector: {istio: ingressgateway}, servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}]}}
---
{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: inside}, spec: {gateways: [door], hosts: [${host}, shop.example], http: [${route}]}}
`,
      { file: 'gateway.yaml' },
    );
    say(world, 'sleep 2');
    const query = '[.[].virtualHosts[] | [.domains[0], (.typedPerFilterConfig // {} | keys)]]';
    const found = say(
      world,
      `istioctl pc route deploy/istio-ingressgateway.istio-system --name http.8080 -o json | jq -c '${query}'`,
    );
    expect(JSON.parse(found)).toEqual([[host, ['envoy.filters.http.stateful_session']]]);
  });
});
