import { describe, expect, it } from 'vitest';
import { call, securityMesh } from './mesh';

const world = securityMesh();

/** Replaces all policies and waits until the proxies have them. */
function policies(...specs: readonly string[]): void {
  world.run('kubectl delete authorizationpolicy,peerauthentication --all');
  const text = specs.map((spec, index) =>
    spec.startsWith('apiVersion')
      ? spec
      : `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p${String(index)}}
spec: ${spec}`,
  );
  if (text.length > 0) world.apply(text.join('\n---\n'), { file: 'policy.yaml' });
  world.run('sleep 2');
}

const STRICT = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: strict}
spec: {mtls: {mode: STRICT}}`;
const web = (rest: string): string => `{selector: {matchLabels: {app: web}}, ${rest}}`;
const allow = (rule: string): string => web(`rules: [${rule}]`);
const deny = (rule: string): string => web(`action: DENY, rules: [${rule}]`);

type Calls = readonly (readonly [from: string, args: string, seen: string])[];

describe('who may call', () => {
  it.each<readonly [name: string, specs: readonly string[], calls: Calls]>([
    [
      'no policy',
      [],
      [
        ['friend', 'http://web/', '200'],
        ['bare', 'http://web.default/', '200'],
      ],
    ],
    ['an ALLOW policy without rules lets nobody in', ['{}'], [['friend', 'http://web/', '403']]],
    [
      'a rule that asks nothing lets everybody in',
      ['{rules: [{}]}'],
      [['bare', 'http://web.default/', '200']],
    ],
    [
      'principals are who mutual TLS proves',
      [allow('{from: [{source: {principals: [cluster.local/ns/default/sa/friend]}}]}')],
      [
        ['friend', 'http://web/', '200'],
        ['stranger', 'http://web/', '403'],
        ['bare', 'http://web.default/', '403'],
      ],
    ],
    [
      'service accounts of the own namespace need no name of it',
      [allow('{from: [{source: {serviceAccounts: [friend]}}]}')],
      [
        ['friend', 'http://web/', '200'],
        ['stranger', 'http://web/', '403'],
      ],
    ],
    [
      'a plaintext caller is in no namespace, and in none of the excluded ones',
      [allow('{from: [{source: {notNamespaces: [default]}}]}')],
      [
        ['friend', 'http://web/', '403'],
        ['bare', 'http://web.default/', '200'],
      ],
    ],
    [
      'DENY wins over ALLOW',
      ['{rules: [{}]}', deny('{to: [{operation: {methods: [POST]}}]}')],
      [
        ['friend', 'http://web/', '200'],
        ['friend', '-X POST http://web/', '403'],
      ],
    ],
    [
      'paths: exact, prefix, suffix, one segment, any segments; the query does not count',
      [allow('{to: [{operation: {paths: [/a, "/b/*", "*/c", "/d/{*}/e", "/f/{**}"]}}]}')],
      [
        ['friend', 'http://web/a?x=1', '200'],
        ['friend', 'http://web/a/', '403'],
        ['friend', 'http://web/b/x', '200'],
        ['friend', 'http://web/x/c', '200'],
        ['friend', 'http://web/d/x/e', '200'],
        ['friend', 'http://web/d/x/y/e', '403'],
        ['friend', 'http://web/f/x/y', '200'],
        ['friend', 'http://web/g', '403'],
      ],
    ],
    [
      'hosts are compared without case and with their port',
      [allow('{to: [{operation: {hosts: [web.Example]}}]}')],
      [
        ['friend', '-H "Host: WEB.example" --resolve x:80:1.1.1.1 http://web/', '200'],
        ['friend', '-H "Host: web.example:80" http://web/', '403'],
      ],
    ],
    [
      'conditions hold all together',
      [
        allow(
          '{when: [{key: "request.headers[x-a]", values: ["1*"]}, {key: "request.headers[x-b]", notValues: [bad]}]}',
        ),
      ],
      [
        ['friend', '-H "x-a: 12" http://web/', '200'],
        ['friend', '-H "x-a: 12" -H "x-b: bad" http://web/', '403'],
        ['friend', 'http://web/', '403'],
      ],
    ],
    [
      'ports are those of the container',
      [allow('{to: [{operation: {ports: ["8080"]}}]}')],
      [
        ['friend', 'http://web/', '200'],
        ['friend', 'http://web:9000/', 'exit 52'],
      ],
    ],
    [
      'a DENY rule about HTTP closes every connection of a TCP port',
      [deny('{to: [{operation: {methods: [POST]}}]}')],
      [
        ['friend', 'http://web/', '200'],
        ['friend', 'http://web:9000/', 'exit 52'],
      ],
    ],
    [
      'rules see the normalized path; one with a zero byte is a bad request',
      [allow('{to: [{operation: {paths: [/open]}}]}')],
      [
        ['friend', 'http://web/open', '200'],
        ['friend', 'http://web/open%00', '400'],
        ['friend', 'http://web//open', '403'],
        ['friend', 'http://web/a/%2e%2e/open', '200'],
      ],
    ],
    [
      'STRICT turns plaintext away before any rule is asked',
      [STRICT, '{rules: [{}]}'],
      [
        ['friend', 'http://web/', '200'],
        ['bare', 'http://web.default/', 'exit 56'],
      ],
    ],
  ])('%s', (_, specs, calls) => {
    policies(...specs);
    expect(calls.map(([from, args]) => [from, args, call(world, from, args)])).toEqual(calls);
  });

  it('says it in the words of the real proxy', () => {
    policies('{}');
    const { stdout } = world.run('kubectl exec friend -c app -- curl -si http://web/');
    expect(
      stdout
        .replace(/^date: .*\r?\n/m, '')
        .replace(/^x-envoy-upstream-service-time: \d+/m, 'x-envoy-upstream-service-time: N'),
    ).toBe(
      [
        'HTTP/1.1 403 Forbidden',
        'content-length: 19',
        'content-type: text/plain',
        'server: envoy',
        'x-envoy-upstream-service-time: N',
        '',
        'RBAC: access denied',
      ].join('\r\n'),
    );
  });
});
