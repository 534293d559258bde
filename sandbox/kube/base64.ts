import { decodeBytes, encodeBytes } from '../lib/base64';
import { utf8Bytes, utf8Text } from '../net/index';

/** Base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  return encodeBytes(utf8Bytes(text));
}

/** The text whose UTF-8 bytes a base64 text stands for; undefined for what is no base64, and for other bytes. */
export function decodeBase64(base64: string): string | undefined {
  const bytes = decodeBytes(base64);
  return bytes && utf8Text(bytes);
}

/** How many bytes a base64 text stands for. */
export function byteLength(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}
