import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import { rsaPublicKey, verifyPkcs1, type RsaPublicKey } from '../signatures/rsa';
import { bitOctets, derValues, objectIdentifier, partsOf, type DerValue } from './der';
import { derBits, derIdentifier, derInteger, derNull, derSequence } from './der-writer';

/** The public half of a key, as certificates carry it (RFC 3279, RFC 5480). */
export type PublicKey =
  | { readonly kind: 'RSA'; readonly key: RsaPublicKey }
  /** `point` is uncompressed. */
  | { readonly kind: 'EC'; readonly curve: CurveName; readonly point: Uint8Array };

export type CurveName = 'P-256' | 'P-384' | 'P-521';

export const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
export const curveIdentifiers: Readonly<Record<CurveName, string>> = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
  'P-521': '1.3.132.0.35',
};

export const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
export const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

interface SignatureAlgorithm {
  readonly name: string;
  readonly kind: PublicKey['kind'];
  readonly hash: CHash;
}

/** What signs how, by OBJECT IDENTIFIER, with OpenSSL's names. */
export const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.5': { name: 'sha1WithRSAEncryption', kind: 'RSA', hash: sha1 },
  [SHA256_WITH_RSA]: { name: 'sha256WithRSAEncryption', kind: 'RSA', hash: sha256 },
  '1.2.840.113549.1.1.12': { name: 'sha384WithRSAEncryption', kind: 'RSA', hash: sha384 },
  '1.2.840.113549.1.1.13': { name: 'sha512WithRSAEncryption', kind: 'RSA', hash: sha512 },
  [ECDSA_WITH_SHA256]: { name: 'ecdsa-with-SHA256', kind: 'EC', hash: sha256 },
  '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', kind: 'EC', hash: sha384 },
  '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', kind: 'EC', hash: sha512 },
};

/** Reads a SubjectPublicKeyInfo; undefined for keys of other kinds. */
export function readPublicKey(info: DerValue | undefined): PublicKey | undefined {
  const [algorithm, bits] = partsOf(info);
  const [id, parameters] = partsOf(algorithm);
  if (id === undefined) return undefined;
  const octets = bitOctets(bits);
  if (objectIdentifier(id) === RSA_ENCRYPTION) {
    const [modulus, exponent] = partsOf(derValues(octets)?.[0]);
    const key = modulus && exponent && rsaPublicKey(modulus.bytes, exponent.bytes);
    return key && { kind: 'RSA', key };
  }
  const curve = parameters && curveNamed(objectIdentifier(parameters));
  return curve === undefined ? undefined : { kind: 'EC', curve, point: octets };
}

/** The name of a curve by its OBJECT IDENTIFIER. */
export function curveNamed(identifier: string): CurveName | undefined {
  return (['P-256', 'P-384', 'P-521'] as const).find((name) => curveIdentifiers[name] === identifier);
}

/** Writes a SubjectPublicKeyInfo. */
export function writePublicKey(key: PublicKey): Uint8Array {
  if (key.kind === 'EC')
    return derSequence(
      derSequence(derIdentifier(EC_PUBLIC_KEY), derIdentifier(curveIdentifiers[key.curve])),
      derBits(key.point),
    );
  const { modulus, exponent } = key.key;
  return derSequence(
    derSequence(derIdentifier(RSA_ENCRYPTION), derNull),
    derBits(derSequence(derInteger(modulus), derInteger(exponent))),
  );
}

/** Whether a signature over a message is of this key. @param algorithm OBJECT IDENTIFIER */
export function isSignature(
  key: PublicKey,
  algorithm: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { kind, hash } = signatureAlgorithms[algorithm] ?? {};
  if (hash === undefined || kind !== key.kind) return false;
  if (key.kind === 'RSA') return verifyPkcs1(key.key, hash, message, signature);
  try {
    const options = { lowS: false, prehash: false, format: 'der' } as const;
    return curves[key.curve].verify(signature, hash(message), key.point, options);
  } catch {
    return false; // the library throws at what is no signature or no point
  }
}
