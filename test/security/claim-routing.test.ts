import { describe, expect, it } from 'vitest';
import { appWorld, applyYaml, say } from '../support/app-world';
import { curveIssuer, rsaIssuer } from './tokens';

/** The world starts at 2026-11-21T10:00:00Z. */
const NOW = 1_795_255_200;
const rsa = rsaIssuer('k1');
const curve = curveIssuer('k2');
const stolen = rsaIssuer('k1');

const MESH = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: istio-system}
spec:
  selector: {matchLabels: {istio: ingressgateway}}
  jwtRules:
  - {issuer: me, jwks: '${JSON.stringify({ keys: [rsa.jwk, curve.jwk] })}'}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: ["*"]
  gateways: [door]
  http:
  - match: [{headers: {"@request.auth.claims.groups": {exact: testers}}}]
    directResponse: {status: 202}
  - match: [{headers: {"@request.auth.claims[team][name]": {prefix: blue}}}]
    directResponse: {status: 203}
  - route: [{destination: {host: httpbin, port: {number: 8000}}}]
`;

describe('routing by the claims of a token, at the ingress gateway', () => {
  const world = appWorld(['httpbin']);
  applyYaml(world, MESH);
  const claims = { iss: 'me', sub: 'anna', exp: NOW + 3600 };
  const status = (token: string | undefined, more = ''): string => {
    const header = token === undefined ? '' : `-H 'Authorization: Bearer ${token}'`;
    return say(
      world,
      `curl -s -o /dev/null -w '%{http_code}' ${header} ${more} http://198.51.100.1/status/204`,
    );
  };

  it.each([
    ['no token', undefined, '204'],
    ['a token without such claims', rsa.token(claims), '204'],
    ['a claim', rsa.token({ ...claims, groups: 'testers' }), '202'],
    ['one of several', curve.token({ ...claims, groups: ['dev', 'testers'] }), '202'],
    ['another one', rsa.token({ ...claims, groups: ['dev'] }), '204'],
    ['a nested claim', curve.token({ ...claims, team: { name: 'blue-1' } }), '203'],
    ['what somebody else signed', stolen.token({ ...claims, groups: 'testers' }), '401'],
    [
      'what was true once (a minute more is granted)',
      rsa.token({ ...claims, exp: NOW - 100, groups: 'testers' }),
      '401',
    ],
  ])('%s', (_, token, expected) => {
    expect(status(token)).toBe(expected);
  });

  it('cannot be had by a header of that name', () => {
    expect(status(undefined, "-H '@request.auth.claims.groups: testers'")).toMatch(/^(204|400)$/);
  });

  it('needs somebody who reads tokens', () => {
    say(world, 'kubectl delete requestauthentication tokens -n istio-system; sleep 1');
    expect(status(rsa.token({ ...claims, groups: 'testers' }))).toBe('204');
    expect(say(world, 'istioctl analyze 2>&1 | grep -o IST0149 | sort -u')).toBe('IST0149\n');
  });
});
