import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';

/** Values of DER being written (ITU-T X.690): every function answers a whole encoding, tag and length included. */
export function derValue(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = lengthOctets(length);
  return concatBytes(Uint8Array.of(tag, ...size), ...parts);
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(0x30, ...parts);
}

export function derSet(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(0x31, ...parts);
}

/** A whole number that is not negative. */
export function derInteger(value: bigint): Uint8Array {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const signed = Number.parseInt(even.charAt(0), 16) >= 8 ? `00${even}` : even;
  return derValue(0x02, hexToBytes(signed));
}

/** An OBJECT IDENTIFIER written with dots. */
export function derIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derValue(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(arcOctets)]));
}

export function derOctets(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(0x04, ...parts);
}

/** Whole octets of bits. */
export function derBits(bytes: Uint8Array): Uint8Array {
  return derValue(0x03, Uint8Array.of(0), bytes);
}

export function derString(tag: number, text: string): Uint8Array {
  return derValue(
    tag,
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
  );
}

export const derTrue: Uint8Array = derValue(0x01, Uint8Array.of(0xff));
export const derNull: Uint8Array = derValue(0x05);

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 | octets.length, ...octets];
}

function arcOctets(arc: number): number[] {
  const octets = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}
