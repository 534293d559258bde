import { encodeBytes } from '../../../lib/base64';
import { utf8Bytes } from '../../../net/index';

/** Base64 of a text's UTF-8 bytes. */
export function base64(text: string): string {
  return encodeBytes(utf8Bytes(text));
}
