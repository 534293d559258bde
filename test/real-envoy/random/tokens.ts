import { generateKeyPairSync, sign } from 'node:crypto';

const ISSUER = 'issuer.example';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The public half of the key that signs {@link tokens}. */
export const JWKS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key', alg: 'RS256', use: 'sig' }],
});

const FAR = 4_102_444_800;

/** Tokens by what is right or wrong with them. */
export const tokens: Readonly<Record<string, string>> = {
  admin: token({ sub: 'sub-1', group: 'admin', scope: 'read write', nested: { role: 'ops' } }),
  developer: token({ sub: 'sub-2', group: ['dev', 'ops'], aud: ['web', 'api'] }),
  elsewhere: token({ sub: 'sub-1', aud: 'elsewhere' }),
  expired: token({ sub: 'sub-1', exp: 1_600_000_000 }),
  early: token({ sub: 'sub-1', nbf: FAR - 1 }),
  stranger: token({ sub: 'sub-1', iss: 'stranger.example' }),
  strangerElsewhere: token({ sub: 'sub-3', iss: 'stranger.example', aud: 'elsewhere' }),
  strangerExpired: token({ sub: 'sub-3', iss: 'stranger.example', exp: 1_600_000_000 }),
  forged: `${token({ sub: 'sub-1' }).slice(0, -8)}AAAAAAAA`,
  garbage: 'not.a.token',
  word: 'word',
};

function token(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'key', typ: 'JWT' })}.${part({ iss: ISSUER, exp: FAR, ...claims })}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}
