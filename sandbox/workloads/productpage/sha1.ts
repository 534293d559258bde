const BLOCK = 64;

/** SHA-1 (FIPS 180-4), for the signature of session cookies. */
export function sha1(message: Uint8Array): Uint8Array {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const padded = pad(message);
  const words = new Uint32Array(80);
  for (let start = 0; start < padded.length; start += BLOCK) {
    for (let i = 0; i < 16; i++) words[i] = wordAt(padded, start + 4 * i);
    for (let i = 16; i < 80; i++) {
      words[i] = rotate(
        (words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0),
        1,
      );
    }
    mix(state, words);
  }
  return Uint8Array.from({ length: 20 }, (_, i) => ((state[i >> 2] ?? 0) >>> (24 - 8 * (i & 3))) & 0xff);
}

/** HMAC with SHA-1 (RFC 2104). */
export function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(key.length > BLOCK ? sha1(key) : key);
  const keyed = (pad: number, text: Uint8Array): Uint8Array =>
    sha1(Uint8Array.of(...block.map((byte) => byte ^ pad), ...text));
  return keyed(0x5c, keyed(0x36, message));
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const [f, k] = round(i, b, c, d);
    const next = (rotate(a, 5) + f + e + k + (words[i] ?? 0)) >>> 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, i) => (state[i] = (state[i] ?? 0) + word));
}

function round(i: number, b: number, c: number, d: number): readonly [f: number, k: number] {
  if (i < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (i < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (i < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

function pad(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor((message.length + 8) / BLOCK) + 1) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, message.length * 8);
  return padded;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer).getUint32(at);
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}
