import { derIdentifier, derSequence, derSet, derString } from './der-writer';

/** Attributes in order: `[['O', 'example Inc.'], ['CN', 'example.com']]`. */
export type DistinguishedName = readonly (readonly [type: string, value: string])[];

/** Short names of attributes by OBJECT IDENTIFIER (RFC 4514, OpenSSL). */
export const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.25': 'DC',
};

const identifiers: ReadonlyMap<string, string> = new Map(
  Object.entries(attributeNames).map(([id, name]) => [name, id]),
);

const PRINTABLE = 0x13;
const UTF8 = 0x0c;
const IA5 = 0x16;

/** `/O=example Inc./CN=example.com`; undefined where an attribute is not known. A backslash takes a slash's meaning away. */
export function parseSlashName(text: string): DistinguishedName | undefined {
  const attributes = (text.match(/(?:\\.|[^/\\])+/g) ?? []).map((part): readonly [string, string] => {
    const equals = part.indexOf('=');
    return [part.slice(0, equals), part.slice(equals + 1).replaceAll(/\\(.)/g, '$1')];
  });
  const known = attributes.every(([type]) => identifiers.has(type));
  return text.startsWith('/') && known ? attributes.filter(([, value]) => value !== '') : undefined;
}

/** Writes a Name (RFC 5280, 4.1.2.4). */
export function writeName(name: DistinguishedName): Uint8Array {
  return derSequence(
    ...name.map(([type, value]) => {
      const tag = type === 'C' ? PRINTABLE : type === 'emailAddress' || type === 'DC' ? IA5 : UTF8;
      return derSet(derSequence(derIdentifier(identifiers.get(type) ?? type), derString(tag, value)));
    }),
  );
}
