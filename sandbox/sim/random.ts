/**
 * Seeded randomness. One world has one {@link RandomSource}; every purpose draws from its own stream,
 * so a new draw in one place never shifts another.
 */
export class RandomSource {
  constructor(readonly seed: number) {}

  /** The stream of a purpose, such as `envoy/api-gateway/router`. Same seed and purpose, same numbers. */
  stream(purpose: string): RandomStream {
    return new RandomStream(this.seed, purpose);
  }
}

/** A sequence of pseudo-random numbers (sfc32, period about 2^128). */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, purpose: string) {
    this.#a = hash32(purpose, seed >>> 0);
    this.#b = hash32(purpose, this.#a ^ 0x9e3779b9);
    this.#c = hash32(purpose, this.#b ^ Math.trunc(seed / 0x1_0000_0000));
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** An integer in [0, 2^32). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  float(): number {
    return ((this.uint32() >>> 5) * 0x400_0000 + (this.uint32() >>> 6)) / 0x20_0000_0000_0000;
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.float() * bound);
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.float() * (high - low);
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.uint32().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const [a, b, c, d] = [this.uint32(), this.uint32(), this.uint32(), this.uint32()];
    writeHex(0, a, 8);
    writeHex(9, b >>> 16, 4);
    writeHex(14, 0x4000 | (b & 0xfff), 4);
    writeHex(19, 0x8000 | ((c >>> 16) & 0x3fff), 4);
    writeHex(24, c & 0xffff, 4);
    writeHex(28, d, 8);
    return String.fromCharCode(...uuidUnits);
  }

  /** A string over an alphabet, as Kubernetes makes pod suffixes. */
  text(length: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(this.below(alphabet.length));
    return text;
  }
}

/** FNV-1a with a final avalanche (murmur3's), enough to spread purposes over the state space. */
export function hash32(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const HEX_DIGITS: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** The characters of the last UUID: every request has one, and put together from parts it would be copied again. */
const uuidUnits = Array.from('xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', (unit) => unit.charCodeAt(0));

/** Writes the lowest digits of a number into the next UUID. */
function writeHex(at: number, value: number, digits: number): void {
  let rest = value;
  for (let i = at + digits - 1; i >= at; i--) {
    uuidUnits[i] = HEX_DIGITS[rest & 0xf] ?? 0;
    rest >>>= 4;
  }
}
