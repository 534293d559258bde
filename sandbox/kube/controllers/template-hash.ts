import { hash32 } from '../../sim/index';
import { NAME_ALPHABET } from '../server/identity';

/** Names like `68c6c7b9f5`: the template's hash in decimal, digit by digit in the alphabet of names. */
export function templateHash(template: unknown, attempt: number): string {
  const digits = String(hash32(JSON.stringify(template), attempt));
  return [...digits]
    .map((digit) => NAME_ALPHABET.charAt(digit.charCodeAt(0) % NAME_ALPHABET.length))
    .join('');
}
