import { octetText } from '../octet-text';

/** One value of DER (ITU-T X.690): its tag and the bytes that belong to it. */
export interface DerValue {
  /** Identifier octet: 0x30 SEQUENCE, 0x02 INTEGER, 0xa3 [3] … */
  readonly tag: number;
  readonly bytes: Uint8Array;
  /** With the tag and the length in front. */
  readonly encoded: Uint8Array;
}

/** The values that stand one after the other in some bytes; undefined when they are no DER. */
export function derValues(bytes: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at];
    const first = bytes[at + 1];
    if (tag === undefined || first === undefined) return undefined;
    let length = first;
    let start = at + 2;
    if (first > 0x80) {
      const count = first & 0x7f;
      if (count > 4) return undefined;
      length = bytes.subarray(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
      start += count;
    }
    if (first === 0x80 || start + length > bytes.length) return undefined;
    const end = start + length;
    values.push({ tag, bytes: bytes.subarray(start, end), encoded: bytes.subarray(at, end) });
    at = end;
  }
  return values;
}

/** The parts of a constructed value; none when it is not one. */
export function partsOf(value: DerValue | undefined): readonly DerValue[] {
  return value === undefined ? [] : (derValues(value.bytes) ?? []);
}

/** `2.5.4.3` of an OBJECT IDENTIFIER. */
export function objectIdentifier({ bytes }: DerValue): string {
  const [first = 0] = bytes;
  const arcs = [Math.floor(first / 40), first % 40];
  let arc = 0;
  for (const byte of bytes.subarray(1)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  return arcs.join('.');
}

/** Bytes as the characters they are in Latin-1; names in certificates are rarely anything else. */
export function derText({ bytes }: DerValue): string {
  return octetText(bytes);
}

/** The octets of a BIT STRING that counts no unused bits. */
export function bitOctets(value: DerValue | undefined): Uint8Array {
  return value?.tag === 0x03 ? value.bytes.subarray(1) : new Uint8Array();
}
