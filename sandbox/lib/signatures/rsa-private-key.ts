import { hexToBytes, type CHash } from '@noble/hashes/utils.js';
import { pkcs1Block, power, toBigInt, type RsaPublicKey } from './rsa';

/** Both halves of an RSA key, as PKCS#1 writes them. */
export interface RsaPrivateKey extends RsaPublicKey {
  readonly privateExponent: bigint;
  readonly prime1: bigint;
  readonly prime2: bigint;
}

const EXPONENT = 65_537n;
/** Rounds that let a composite number of 1,024 bits pass with less than 2^-100 (FIPS 186-5, table B.1, is at 4). */
const ROUNDS = 5;

/**
 * Makes a key.
 * @param bits of the modulus, a multiple of 16
 * @param randomBytes answers so many random bytes
 */
export function generateRsaKey(bits: number, randomBytes: (count: number) => Uint8Array): RsaPrivateKey {
  for (;;) {
    const a = findPrime(bits / 2, randomBytes);
    const b = findPrime(bits / 2, randomBytes);
    if (a === b) continue;
    const [prime1, prime2] = a > b ? [a, b] : [b, a];
    const privateExponent = inverse(EXPONENT, (prime1 - 1n) * (prime2 - 1n));
    return {
      modulus: prime1 * prime2,
      exponent: EXPONENT,
      length: bits / 8,
      privateExponent,
      prime1,
      prime2,
    };
  }
}

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.1), by way of the two primes. */
export function signPkcs1(key: RsaPrivateKey, hash: CHash, message: Uint8Array): Uint8Array {
  const { privateExponent, prime1, prime2, length } = key;
  const value = toBigInt(hexToBytes(pkcs1Block(length, hash, message) ?? ''));
  const first = power(value % prime1, privateExponent % (prime1 - 1n), prime1);
  const second = power(value % prime2, privateExponent % (prime2 - 1n), prime2);
  const difference = (((first - second) % prime1) + prime1) % prime1;
  const signature = second + ((difference * coefficient(key)) % prime1) * prime2;
  return hexToBytes(signature.toString(16).padStart(2 * length, '0'));
}

/** The inverse of the second prime modulo the first. */
export function coefficient({ prime1, prime2 }: Pick<RsaPrivateKey, 'prime1' | 'prime2'>): bigint {
  return inverse(prime2, prime1);
}

/** Small primes that most candidates fail at. */
const SIEVE: readonly number[] = primesBelow(4000);

/** A prime whose two highest bits are set, so that a product of two has all its bits. */
function findPrime(bits: number, randomBytes: (count: number) => Uint8Array): bigint {
  for (;;) {
    const bytes = randomBytes(bits / 8);
    bytes[0] = (bytes[0] ?? 0) | 0xc0;
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
    const found = nextPrime(toBigInt(bytes), bits);
    if (found !== undefined) return found;
  }
}

/** The first suitable prime from an odd number on; undefined when the numbers of that length end before. */
function nextPrime(start: bigint, bits: number): bigint | undefined {
  const rests = SIEVE.map((prime) => Number(start % BigInt(prime)));
  for (let step = 0; step < 1_000_000; step += 2) {
    if (SIEVE.some((prime, index) => ((rests[index] ?? 0) + step) % prime === 0)) continue;
    const candidate = start + BigInt(step);
    if (candidate >> BigInt(bits) !== 0n) return undefined;
    if ((candidate - 1n) % EXPONENT !== 0n && isPrime(candidate)) return candidate;
  }
  return undefined;
}

/** Miller and Rabin's test with the first primes as bases. */
function isPrime(candidate: bigint): boolean {
  const even = candidate - 1n;
  let odd = even;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  return SIEVE.slice(0, ROUNDS).every((base) => {
    let x = power(BigInt(base), odd, candidate);
    if (x === 1n || x === even) return true;
    for (let i = 1; i < twos; i++) {
      x = (x * x) % candidate;
      if (x === even) return true;
    }
    return false;
  });
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1] = [modulus, ((value % modulus) + modulus) % modulus];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return ((t0 % modulus) + modulus) % modulus;
}

function primesBelow(limit: number): number[] {
  const primes: number[] = [];
  for (let candidate = 3; candidate < limit; candidate += 2) {
    const last = primes.find((prime) => prime * prime > candidate || candidate % prime === 0);
    if (last === undefined || candidate % last !== 0) primes.push(candidate);
  }
  return [2, ...primes];
}
