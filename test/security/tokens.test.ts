import { describe, expect, it } from 'vitest';
import { call, securityMesh } from './mesh';
import { curveIssuer, encoded, rsaIssuer } from './tokens';

/** The world starts at 2026-11-21T10:00:00Z. */
const NOW = 1_795_255_200;
const rsa = rsaIssuer('k1');
const curve = curveIssuer('k2');
const stolen = rsaIssuer('k1');
const CLAIMS = {
  iss: 'me',
  sub: 'alice',
  exp: NOW + 3600,
  groups: ['dev'],
  scope: 'read write',
  nested: { id: 'x' },
};
const GOOD = rsa.token(CLAIMS);

const world = securityMesh();
world.apply(
  `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec:
  selector: {matchLabels: {app: web}}
  jwtRules:
  - issuer: me
    jwks: '${JSON.stringify({ keys: [rsa.jwk] })}'
    audiences: []
    outputClaimToHeaders: [{header: x-sub, claim: sub}]
  - issuer: curves
    jwks: '${JSON.stringify({ keys: [curve.jwk] })}'
    forwardOriginalToken: true
    fromHeaders: [{name: x-token, prefix: "T "}]
    outputPayloadToHeader: x-payload
  - issuer: strict
    jwks: '${JSON.stringify({ keys: [rsa.jwk] })}'
    audiences: [web]
    fromParams: [token]
`,
  { file: 'tokens.yaml' },
);
world.run('sleep 2');

/** The whole answer: status line, the challenge, the body. */
function answer(args: string): string {
  const { stdout } = world.run(`kubectl exec friend -c app -- curl -si ${args}`);
  const [head = '', body = ''] = stdout.split('\r\n\r\n');
  const status = /^HTTP\/1.1 (\d+)/.exec(head)?.[1] ?? '';
  const challenge = /^www-authenticate: (.*)$/m.exec(head)?.[1]?.trim();
  return [status, ...(challenge === undefined ? [] : [challenge]), ...(status === '200' ? [] : [body])].join(
    ' | ',
  );
}

/** The headers that reached the application. */
function seenHeaders(args: string): Record<string, string> {
  const { stdout } = world.run(`kubectl exec friend -c app -- curl -s ${args}`);
  return (JSON.parse(stdout) as { headers: Record<string, string> }).headers;
}

const CHALLENGE = 'Bearer realm="http://web/a", error="invalid_token"';
const bearer = (token: string): string => `-H "Authorization: Bearer ${token}" http://web/a`;

describe('a token', () => {
  it.each([
    ['is not needed', 'http://web/a', '200'],
    ['that is good', bearer(GOOD), '200'],
    ['in the query', `"http://web/a?access_token=${GOOD}"`, '200'],
    [
      'signed with an elliptic curve',
      `-H "x-token: T ${curve.token({ iss: 'curves' })}" http://web/a`,
      '200',
    ],
    ['that expired', bearer(rsa.token({ ...CLAIMS, exp: NOW - 100 })), `401 | ${CHALLENGE} | Jwt is expired`],
    ['that expired within the allowed skew', bearer(rsa.token({ ...CLAIMS, exp: NOW - 30 })), '200'],
    [
      'of tomorrow',
      bearer(rsa.token({ ...CLAIMS, nbf: NOW + 9999 })),
      `401 | ${CHALLENGE} | Jwt not yet valid`,
    ],
    [
      'of another issuer',
      bearer(rsa.token({ ...CLAIMS, iss: 'you' })),
      `401 | ${CHALLENGE} | Jwt issuer is not configured`,
    ],
    ['signed by somebody else', bearer(stolen.token(CLAIMS)), `401 | ${CHALLENGE} | Jwt verification fails`],
    [
      'that was changed after signing',
      bearer(GOOD.replace(/\..*\./, `.${encoded({ ...CLAIMS, sub: 'root' })}.`)),
      `401 | ${CHALLENGE} | Jwt verification fails`,
    ],
    [
      'of an unknown key',
      bearer(rsa.token(CLAIMS, { kid: 'k9' })),
      `401 | ${CHALLENGE} | Jwks doesn't have key to match kid or alg from Jwt`,
    ],
    [
      'without a signature',
      bearer(rsa.token(CLAIMS, { alg: 'none' })),
      `401 | ${CHALLENGE} | Jwt header [alg] is not supported`,
    ],
    [
      'that is none',
      bearer('abc'),
      `401 | ${CHALLENGE} | Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections`,
    ],
    [
      'with a header that is no JSON',
      bearer('YWJj.YWJj.YWJj'),
      `401 | ${CHALLENGE} | Jwt header is an invalid JSON`,
    ],
    [
      'for another audience',
      `"http://web/a?token=${rsa.token({ iss: 'strict', aud: 'shop' })}"`,
      /^403 \| Bearer realm="http:\/\/web\/a\?token=.*", error="invalid_token" \| Audiences in Jwt are not allowed$/,
    ],
    ['for this audience', `"http://web/a?token=${rsa.token({ iss: 'strict', aud: ['web', 'x'] })}"`, '200'],
    ['behind a prefix of another case', `-H "Authorization: bearer ${GOOD}" http://web/a`, '200'],
  ])('%s', (_, args, expected) => {
    if (typeof expected === 'string') expect(answer(args)).toBe(expected);
    else expect(answer(args)).toMatch(expected);
  });

  it('is taken out of the request and leaves what the rule asks for', () => {
    const seen = seenHeaders(`-H "x-sub: spoofed" ${bearer(GOOD)}`);
    expect([seen['authorization'], seen['x-sub']]).toEqual([undefined, 'alice']);
  });

  it('is passed on where the rule says so, beside its payload', () => {
    const token = curve.token({ iss: 'curves', sub: 'bob' });
    const seen = seenHeaders(`-H "x-token: T ${token}" http://web/a`);
    expect([seen['x-token'], seen['x-payload']]).toEqual([
      `T ${token}`,
      encoded({ iss: 'curves', sub: 'bob' }),
    ]);
  });
});

describe('rules about tokens', () => {
  it.each([
    ['a principal', '{from: [{source: {requestPrincipals: [me/alice]}}]}', '200', '403'],
    ['any principal', '{from: [{source: {requestPrincipals: ["*"]}}]}', '200', '403'],
    ['another principal', '{from: [{source: {requestPrincipals: ["me/b*"]}}]}', '403', '403'],
    ['an element of a list', '{when: [{key: "request.auth.claims[groups]", values: [dev]}]}', '200', '403'],
    ['a word of a scope', '{when: [{key: "request.auth.claims[scope]", values: [write]}]}', '200', '403'],
    ['a nested claim', '{when: [{key: "request.auth.claims[nested][id]", values: [x]}]}', '200', '403'],
    [
      'a claim that must not be',
      '{when: [{key: "request.auth.claims[groups]", notValues: [dev]}]}',
      '403',
      '200',
    ],
  ])('%s', (_, rule, withToken, without) => {
    world.apply(
      `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p}
spec: {selector: {matchLabels: {app: web}}, rules: [${rule}]}`,
      { file: 'p.yaml' },
    );
    world.run('sleep 2');
    expect([call(world, 'friend', bearer(GOOD)), call(world, 'friend', 'http://web/a')]).toEqual([
      withToken,
      without,
    ]);
  });
});

describe('issuers whose tokens come the same way', () => {
  const several = securityMesh();
  several.apply(
    `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: several}
spec:
  selector: {matchLabels: {app: web}}
  jwtRules:
  - {issuer: first, jwks: '${JSON.stringify({ keys: [rsa.jwk] })}'}
  - {issuer: second, audiences: [web], jwks: '${JSON.stringify({ keys: [rsa.jwk] })}'}
`,
    { file: 'several.yaml' },
  );
  several.run('sleep 2');
  const answered = (token: string): string =>
    several.run(
      `kubectl exec friend -c app -- curl -s -w ' %{http_code}' -H 'authorization: Bearer ${token}' http://web/`,
    ).stdout;

  it.each([
    ['the first one’s', { iss: 'first', exp: NOW + 60 }, /200$/],
    ['the second one’s', { iss: 'second', aud: 'web', exp: NOW + 60 }, /200$/],
    ['the first one’s, expired', { iss: 'first', exp: NOW - 3600 }, /^Jwt is expired 401$/],
    // That the first does not know the issuer says less than what the second finds.
    ['the second one’s, expired', { iss: 'second', aud: 'web', exp: NOW - 3600 }, /^Jwt is expired 401$/],
    ['the second one’s for others', { iss: 'second', aud: 'x' }, /^Audiences in Jwt are not allowed 403$/],
    ['nobody’s', { iss: 'third', exp: NOW - 3600 }, /^Jwt issuer is not configured 401$/],
  ])('a token that is %s', (_, claims, expected) => {
    expect(answered(rsa.token(claims))).toMatch(expected);
  });
});
