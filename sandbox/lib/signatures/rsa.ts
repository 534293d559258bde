import { bytesToHex, concatBytes, hexToBytes, type CHash } from '@noble/hashes/utils.js';

/** The public half of an RSA key. */
export interface RsaPublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Length of the modulus and of every signature, bytes. */
  readonly length: number;
}

/** Reads big-endian numbers; undefined for keys that cannot be. */
export function rsaPublicKey(modulus: Uint8Array, exponent: Uint8Array): RsaPublicKey | undefined {
  const n = toBigInt(modulus);
  const e = toBigInt(exponent);
  if (n <= 1n || e <= 1n || e > 0xffffffffffn) return undefined;
  return { modulus: n, exponent: e, length: Math.ceil(n.toString(2).length / 8) };
}

/** DigestInfo in front of a hash (RFC 8017, 9.2 note 1), by the hash's length in bytes. */
const DIGEST_INFO: Readonly<Record<number, string>> = {
  32: '3031300d060960864801650304020105000420',
  48: '3041300d060960864801650304020205000430',
  64: '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2): `RS256` and its longer siblings. */
export function verifyPkcs1(
  key: RsaPublicKey,
  hash: CHash,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const opened = open(key, signature);
  return opened !== undefined && bytesToHex(opened) === pkcs1Block(key.length, hash, message);
}

/** What is signed of a message, in hexadecimal (EMSA-PKCS1-v1_5, 9.2); undefined when it does not fit the key. */
export function pkcs1Block(length: number, hash: CHash, message: Uint8Array): string | undefined {
  const prefix = DIGEST_INFO[hash.outputLen];
  if (prefix === undefined) return undefined;
  const tail = prefix + bytesToHex(hash(message));
  const padding = length - 3 - tail.length / 2;
  return padding >= 8 ? `0001${'ff'.repeat(padding)}00${tail}` : undefined;
}

/** RSASSA-PSS with a salt as long as the hash (RFC 8017, 8.1.2): `PS256` and its longer siblings. */
export function verifyPss(
  key: RsaPublicKey,
  hash: CHash,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const opened = open(key, signature);
  const size = hash.outputLen;
  if (opened === undefined || opened.length < 2 * size + 2 || opened.at(-1) !== 0xbc) return false;
  const split = opened.length - size - 1;
  const digest = opened.subarray(split, -1);
  const masking = mask(hash, digest, split);
  const block = opened.subarray(0, split).map((byte, index) => byte ^ (masking[index] ?? 0));
  // The bits above the modulus' own are not part of the encoding.
  block[0] = (block[0] ?? 0) & (0xff >> (8 * opened.length - key.modulus.toString(2).length + 1));
  const start = split - size - 1;
  if (block.subarray(0, start).some((byte) => byte !== 0) || block[start] !== 1) return false;
  const salt = block.subarray(start + 1);
  return bytesToHex(hash(concatBytes(new Uint8Array(8), hash(message), salt))) === bytesToHex(digest);
}

/** The signature raised to the public exponent, as bytes; undefined when it is no number below the modulus. */
function open({ modulus, exponent, length }: RsaPublicKey, signature: Uint8Array): Uint8Array | undefined {
  const value = toBigInt(signature);
  if (signature.length !== length || value >= modulus) return undefined;
  return hexToBytes(
    power(value, exponent, modulus)
      .toString(16)
      .padStart(2 * length, '0'),
  );
}

/** Modular exponentiation. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** MGF1 (RFC 8017, B.2.1). */
function mask(hash: CHash, seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length + hash.outputLen);
  for (let at = 0, counter = 0; at < length; at += hash.outputLen, counter += 1) {
    out.set(hash(concatBytes(seed, new Uint8Array([0, 0, counter >> 8, counter & 0xff]))), at);
  }
  return out.subarray(0, length);
}

/** Bytes as a number, the highest first. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`);
}
