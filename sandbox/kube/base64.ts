import { encodeBytes } from '../lib/base64';
import { utf8Bytes } from '../net/index';

/** Base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  return encodeBytes(utf8Bytes(text));
}

/** How many bytes a base64 text stands for. */
export function byteLength(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}
