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
