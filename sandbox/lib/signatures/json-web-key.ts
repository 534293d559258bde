import { p256, p384, p521 } from '@noble/curves/nist.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import { decodeBytes } from '../base64';
import { rsaPublicKey, verifyPkcs1, verifyPss } from './rsa';

/** A public key of a JSON Web Key Set (RFC 7517), ready to check signatures. */
export interface JsonWebKey {
  /** Empty = it says none. */
  readonly kid: string;
  /** The only algorithm it is for; empty = any. A curve names its own. */
  readonly alg: string;
  verify(algorithm: string, message: Uint8Array, signature: Uint8Array): boolean;
}

/** The keys of a set; those that cannot be read are left out. Undefined when the text is no key set. */
export function parseKeySet(text: string): readonly JsonWebKey[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('keys' in value)) return undefined;
  if (!Array.isArray(value.keys)) return undefined;
  return (value.keys as readonly unknown[]).flatMap((key) => {
    if (typeof key !== 'object' || key === null) return [];
    const read = readKey(key as Fields);
    return read ? [read] : [];
  });
}

type Fields = Readonly<Record<string, unknown>>;
type Verify = (hash: CHash, message: Uint8Array, signature: Uint8Array) => boolean;

const HASHES: Readonly<Record<string, CHash>> = { '256': sha256, '384': sha384, '512': sha512 };
const CURVES = { 'P-256': ['ES256', p256], 'P-384': ['ES384', p384], 'P-521': ['ES512', p521] } as const;

function readKey(fields: Fields): JsonWebKey | undefined {
  switch (text(fields, 'kty')) {
    case 'RSA':
      return rsaKey(fields);
    case 'EC':
      return curveKey(fields);
    case 'OKP':
      return edwardsKey(fields);
    default:
      return undefined;
  }
}

function rsaKey(fields: Fields): JsonWebKey | undefined {
  const key = rsaPublicKey(bytes(fields, 'n'), bytes(fields, 'e'));
  if (!key) return undefined;
  const schemes: Readonly<Record<string, Verify>> = {
    RS: (...signed) => verifyPkcs1(key, ...signed),
    PS: (...signed) => verifyPss(key, ...signed),
  };
  return {
    kid: text(fields, 'kid'),
    alg: text(fields, 'alg'),
    verify(algorithm, message, signature) {
      const hash = HASHES[algorithm.slice(2)];
      return hash !== undefined && schemes[algorithm.slice(0, 2)]?.(hash, message, signature) === true;
    },
  };
}

function curveKey(fields: Fields): JsonWebKey | undefined {
  const name = text(fields, 'crv');
  if (name !== 'P-256' && name !== 'P-384' && name !== 'P-521') return undefined;
  const [own, curve] = CURVES[name];
  const point = new Uint8Array([4, ...bytes(fields, 'x'), ...bytes(fields, 'y')]);
  if (!curve.utils.isValidPublicKey(point, false)) return undefined;
  return {
    kid: text(fields, 'kid'),
    alg: own,
    verify: (_, message, signature) => tried(() => curve.verify(signature, message, point, { lowS: false })),
  };
}

function edwardsKey(fields: Fields): JsonWebKey | undefined {
  const point = bytes(fields, 'x');
  if (text(fields, 'crv') !== 'Ed25519' || point.length !== 32) return undefined;
  return {
    kid: text(fields, 'kid'),
    alg: 'EdDSA',
    verify: (_, message, signature) => tried(() => ed25519.verify(signature, message, point)),
  };
}

/** The library throws at signatures of the wrong length. */
function tried(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function bytes(fields: Fields, name: string): Uint8Array {
  return decodeBytes(text(fields, name)) ?? new Uint8Array();
}
