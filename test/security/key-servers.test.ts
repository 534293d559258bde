import { describe, expect, it } from 'vitest';
import { call, securityMesh } from './mesh';

const SAMPLES = 'https://raw.githubusercontent.com/istio/istio/release-1.30/security/tools/jwt/samples';

function rule(fields: string): string {
  return `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec: {selector: {matchLabels: {app: web}}, jwtRules: [{issuer: testing@secure.istio.io, ${fields}}]}`;
}

describe('keys behind a URL', () => {
  const world = securityMesh();
  const token = world.run(`curl -s ${SAMPLES}/demo.jwt`).stdout.trim();

  /** What a request with the sample token gets, and one with a forged signature. */
  function answers(fields: string): readonly string[] {
    world.apply(rule(fields), { file: 'tokens.yaml' });
    world.run('sleep 8');
    return [token, `${token.slice(0, -4)}AAAA`].map((shown) =>
      call(world, 'friend', `-H "Authorization: Bearer ${shown}" http://web/a`),
    );
  }

  it('are fetched over the network', () => {
    expect(answers(`jwksUri: "${SAMPLES}/jwks.json"`)).toEqual(['200', '401']);
  });

  it('make every token fail as long as they cannot be had', () => {
    expect(answers('jwksUri: "https://keys.nowhere.example/jwks.json"')).toEqual(['401', '401']);
  });

  it('let requests without a token pass all the same', () => {
    expect(call(world, 'friend', 'http://web/a')).toBe('200');
  });
});

describe('keys that proxies fetch themselves', () => {
  const world = securityMesh();
  const token = world.run(`curl -s ${SAMPLES}/demo.jwt`).stdout.trim();
  const answer = (): string => {
    world.run('sleep 3');
    return call(world, 'friend', `-H "Authorization: Bearer ${token}" http://web/a`);
  };

  it('need a server that the mesh knows', () => {
    const mode = 'PILOT_JWT_ENABLE_REMOTE_JWKS=envoy';
    world.run(`kubectl set env -n istio-system deployment/istiod ${mode}`);
    world.apply(rule(`jwksUri: "${SAMPLES}/jwks.json"`), { file: 'tokens.yaml' });
    expect(answer()).toBe('401');
    world.apply(
      `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: keys}
spec:
  hosts: [raw.githubusercontent.com]
  ports: [{number: 443, name: https, protocol: HTTPS}]
  resolution: DNS
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: keys}
spec: {host: raw.githubusercontent.com, trafficPolicy: {tls: {mode: SIMPLE}}}`,
      { file: 'keys.yaml' },
    );
    expect(answer()).toBe('200');
  });

  it('are kept for five minutes', () => {
    world.run('kubectl delete serviceentry keys');
    expect(answer()).toBe('200');
    world.run('sleep 300');
    expect(answer()).toBe('401');
  });

  it("are istiod's again when the mesh does not know the server, in hybrid mode", () => {
    world.run(
      'kubectl set env -n istio-system deployment/istiod PILOT_JWT_ENABLE_REMOTE_JWKS=hybrid; sleep 8',
    );
    expect(answer()).toBe('200');
  });
});
