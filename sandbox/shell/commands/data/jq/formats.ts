import { octetText } from '../../../../lib/octet-text';
import { encodeBytes, decodeBytes } from '../../../../lib/base64';
import { utf8Bytes, utf8Text } from '../../../../net/index';
import { singleQuote } from '../../../expand/quote';
import { describe, JqError } from './scope';
import { isArray, type Json } from './json';

/** Text as it is, anything else as JSON. */
export function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `@base64` and its siblings. @throws JqError */
export function formatText(name: string, value: Json): string {
  switch (name) {
    case 'text':
      return plain(value);
    case 'json':
      return JSON.stringify(value);
    case 'base64':
      return encodeBytes(utf8Bytes(plain(value)));
    case 'base64d':
      return decode(value);
    case 'uri':
      return encodeURIComponent(plain(value)).replace(
        /[!'()*]/g,
        (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    case 'html':
      return plain(value).replace(/[<>&'"]/g, (char) => HTML[char] ?? char);
    case 'sh':
      return (isArray(value) ? value : [value])
        .map((part) => (typeof part === 'string' ? singleQuote(part) : plain(part)))
        .join(' ');
    case 'csv':
      return row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`);
    case 'tsv':
      return row(value, 'tsv', '\t', (text) =>
        text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n'),
      );
    default:
      throw new JqError(`${name} is not a valid format`);
  }
}

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&#39;',
  '"': '&quot;',
};

function decode(value: Json): string {
  const bytes = typeof value === 'string' ? decodeBytes(value) : undefined;
  if (bytes === undefined) throw new JqError(`${describe(value)} is not valid base64 data`);
  return utf8Text(bytes) ?? octetText(bytes);
}

function row(value: Json, name: string, separator: string, quote: (text: string) => string): string {
  if (!isArray(value))
    throw new JqError(`${describe(value)} cannot be ${name}-formatted, only an array can be`);
  return value
    .map((part) => {
      if (typeof part === 'object' && part !== null)
        throw new JqError(`${describe(part)} is not valid in a ${name} row`);
      return typeof part === 'string' ? quote(part) : part === null ? '' : String(part);
    })
    .join(separator);
}
