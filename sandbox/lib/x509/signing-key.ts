import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toBigInt } from '../signatures/rsa';
import { coefficient, generateRsaKey, signPkcs1, type RsaPrivateKey } from '../signatures/rsa-private-key';
import { parseCertificates } from './certificate';
import { derValues, objectIdentifier, partsOf, type DerValue } from './der';
import { derBits, derIdentifier, derInteger, derNull, derOctets, derSequence, derValue } from './der-writer';
import { pemBlock, pemBlocks } from './pem';
import {
  curveIdentifiers,
  curveNamed,
  curves,
  ECDSA_WITH_SHA256,
  EC_PUBLIC_KEY,
  RSA_ENCRYPTION,
  SHA256_WITH_RSA,
  writePublicKey,
  type CurveName,
  type PublicKey,
} from './public-key';
import { signedPart } from './signed';

/** A private key: what signs certificates. */
export type SigningKey =
  | { readonly kind: 'RSA'; readonly key: RsaPrivateKey }
  | { readonly kind: 'EC'; readonly curve: CurveName; readonly secret: Uint8Array };

/** Makes a key: RSA of so many bits, or on a curve. @param randomBytes answers so many random bytes */
export function generateSigningKey(
  kind: number | CurveName,
  randomBytes: (count: number) => Uint8Array,
): SigningKey {
  if (typeof kind === 'number') return { kind: 'RSA', key: generateRsaKey(kind, randomBytes) };
  return { kind: 'EC', curve: kind, secret: curves[kind].utils.randomSecretKey(randomBytes(80)) };
}

/** The half that everybody may know. */
export function publicHalf(key: SigningKey): PublicKey {
  if (key.kind === 'RSA') return { kind: 'RSA', key: key.key };
  return { kind: 'EC', curve: key.curve, point: curves[key.curve].getPublicKey(key.secret, false) };
}

/** How a key signs, as DER: with SHA-256. */
export function signingAlgorithm({ kind }: SigningKey): Uint8Array {
  return kind === 'RSA'
    ? derSequence(derIdentifier(SHA256_WITH_RSA), derNull)
    : derSequence(derIdentifier(ECDSA_WITH_SHA256));
}

/** A sequence of what is signed, how, and the signature (RFC 5280, 4.1.1). @param content as DER */
export function signedSequence(content: Uint8Array, key: SigningKey): Uint8Array {
  return derSequence(content, signingAlgorithm(key), derBits(signatureOf(content, key)));
}

function signatureOf(message: Uint8Array, key: SigningKey): Uint8Array {
  if (key.kind === 'RSA') return signPkcs1(key.key, sha256, message);
  return curves[key.curve].sign(sha256(message), key.secret, { prehash: false, format: 'der' });
}

/** Whether a PEM text holds the private key of the first certificate of another. */
export function keyFits(certificatePem: string, keyPem: string): boolean {
  const [certificate] = parseCertificates(certificatePem);
  const key = readSigningKey(keyPem);
  const wanted = certificate && signedPart(certificate).publicKey;
  if (wanted === undefined || wanted.kind !== key?.kind) return false;
  try {
    return bytesToHex(writePublicKey(publicHalf(key))) === bytesToHex(writePublicKey(wanted));
  } catch {
    return false; // the library throws at what is no number of the curve
  }
}

/** The first key of a PEM text: PKCS#8, PKCS#1 or SEC 1; undefined when there is none. */
export function readSigningKey(pem: string): SigningKey | undefined {
  const [bytes] = pemBlocks(pem, 'PRIVATE KEY');
  return bytes && readKey(partsOf(derValues(bytes)?.[0]), undefined);
}

function readKey(values: readonly DerValue[], curveName: CurveName | undefined): SigningKey | undefined {
  const [, second, third] = values;
  if (second?.tag === 0x02) return readRsa(values);
  if (second?.tag === 0x04) {
    const named = partsOf(values.find(({ tag }) => tag === 0xa0))[0];
    const curve = curveName ?? (named && curveNamed(objectIdentifier(named)));
    return curve && { kind: 'EC', curve, secret: second.bytes };
  }
  const parameters = partsOf(second)[1];
  const curve = parameters?.tag === 0x06 ? curveNamed(objectIdentifier(parameters)) : undefined;
  const inner = third?.tag === 0x04 ? derValues(third.bytes)?.[0] : undefined;
  return inner && readKey(partsOf(inner), curve);
}

function readRsa(values: readonly DerValue[]): SigningKey | undefined {
  const [, modulus, exponent, privateExponent, prime1, prime2] = values.map(({ bytes }) => toBigInt(bytes));
  if (
    modulus === undefined ||
    exponent === undefined ||
    privateExponent === undefined ||
    prime1 === undefined ||
    prime2 === undefined
  )
    return undefined;
  const length = Math.ceil(modulus.toString(2).length / 8);
  return { kind: 'RSA', key: { modulus, exponent, length, privateExponent, prime1, prime2 } };
}

/** PKCS#8 (RFC 5208), as `openssl req -nodes` writes it. */
export function writeSigningKey(key: SigningKey): string {
  const zero = derInteger(0n);
  if (key.kind === 'RSA')
    return pemBlock(
      'PRIVATE KEY',
      derSequence(
        zero,
        derSequence(derIdentifier(RSA_ENCRYPTION), derNull),
        derOctets(rsaPrivateKey(key.key)),
      ),
    );
  const { curve, secret } = key;
  const point = curves[curve].getPublicKey(secret, false);
  const own = derSequence(derInteger(1n), derOctets(secret), derValue(0xa1, derBits(point)));
  const algorithm = derSequence(derIdentifier(EC_PUBLIC_KEY), derIdentifier(curveIdentifiers[curve]));
  return pemBlock('PRIVATE KEY', derSequence(zero, algorithm, derOctets(own)));
}

/** RSAPrivateKey of PKCS#1. */
function rsaPrivateKey(key: RsaPrivateKey): Uint8Array {
  const { modulus, exponent, privateExponent, prime1, prime2 } = key;
  const numbers = [
    0n,
    modulus,
    exponent,
    privateExponent,
    prime1,
    prime2,
    privateExponent % (prime1 - 1n),
    privateExponent % (prime2 - 1n),
    coefficient(key),
  ];
  return derSequence(...numbers.map(derInteger));
}
