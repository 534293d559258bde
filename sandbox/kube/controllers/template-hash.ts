import { hash32 } from '../../sim/index';
import { NAME_ALPHABET } from '../server/identity';

/**
 * Names like `68c6c7b9f5`: the template's hash in decimal, digit by digit in the alphabet of names.
 * @param isTaken whether another template has the name already: then the next one is tried
 */
export function templateHash(template: unknown, isTaken: (hash: string) => boolean): string {
  const text = JSON.stringify(template);
  for (let attempt = 0; ; attempt++) {
    const hash = [...String(hash32(text, attempt))]
      .map((digit) => NAME_ALPHABET.charAt(digit.charCodeAt(0) % NAME_ALPHABET.length))
      .join('');
    if (!isTaken(hash)) return hash;
  }
}
