import { createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A signer of tokens: its key as a JSON Web Key, and what it signs. */
export interface Issuer {
  readonly jwk: Readonly<Record<string, unknown>>;
  token(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
}

export function rsaIssuer(kid: string): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return issuer(kid, 'RS256', publicKey, (text) => createSign('sha256').update(text).sign(privateKey));
}

export function curveIssuer(kid: string): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return issuer(kid, 'ES256', publicKey, (text) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );
}

export function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function issuer(kid: string, alg: string, key: KeyObject, signature: (text: string) => Buffer): Issuer {
  return {
    jwk: { ...key.export({ format: 'jwk' }), kid, alg },
    token(claims, header = {}) {
      const signed = `${encoded({ alg, typ: 'JWT', kid, ...header })}.${encoded(claims)}`;
      return `${signed}.${signature(signed).toString('base64url')}`;
    },
  };
}
