import { memoByObject } from '../memo';
import { hexadecimal, type Certificate } from './certificate';
import { derValues, objectIdentifier, partsOf, type DerValue } from './der';

/** Extensions that decide who may vouch for whom (RFC 5280, 4.2.1). */
interface Extensions {
  /** 1 or 3. */
  readonly version: number;
  /** Hexadecimal. */
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: { readonly keyId?: string; readonly serialNumber?: string };
  /** basicConstraints: whether it may issue certificates; undefined = it does not say. */
  readonly authority?: boolean;
  readonly hasKeyUsage: boolean;
  /** The values by OBJECT IDENTIFIER, in the order written. */
  readonly all: ReadonlyMap<string, { readonly critical: boolean; readonly value: DerValue | undefined }>;
}

export const SUBJECT_KEY_ID = '2.5.29.14';
export const KEY_USAGE = '2.5.29.15';
export const SUBJECT_ALT_NAME = '2.5.29.17';
export const BASIC_CONSTRAINTS = '2.5.29.19';
export const AUTHORITY_KEY_ID = '2.5.29.35';
export const EXTENDED_KEY_USAGE = '2.5.29.37';

/** Read when somebody asks for them first. */
export const extensionsOf = memoByObject(({ der }: Certificate): Extensions => {
  const fields = partsOf(partsOf(derValues(der)?.[0])[0]);
  const version = fields[0]?.tag === 0xa0 ? 1 + (partsOf(fields[0])[0]?.bytes[0] ?? 0) : 1;
  const list = partsOf(partsOf(fields.find(({ tag }) => tag === 0xa3))[0]);
  const all = new Map(list.flatMap(readExtension));
  const subjectKeyId = all.get(SUBJECT_KEY_ID)?.value;
  const authorityKeyId = all.get(AUTHORITY_KEY_ID)?.value;
  const constraints = all.get(BASIC_CONSTRAINTS)?.value;
  return {
    version,
    ...(subjectKeyId ? { subjectKeyId: hexadecimal(subjectKeyId) } : {}),
    ...(authorityKeyId ? { authorityKeyId: readAuthorityKeyId(authorityKeyId) } : {}),
    ...(constraints ? { authority: partsOf(constraints)[0]?.tag === 0x01 } : {}),
    hasKeyUsage: all.has(KEY_USAGE),
    all,
  };
});

function readExtension(
  extension: DerValue,
): (readonly [string, { readonly critical: boolean; readonly value: DerValue | undefined }])[] {
  const parts = partsOf(extension);
  const [id] = parts;
  const octets = parts.at(-1);
  if (id === undefined || octets === undefined) return [];
  return [[objectIdentifier(id), { critical: parts[1]?.tag === 0x01, value: derValues(octets.bytes)?.[0] }]];
}

function readAuthorityKeyId(value: DerValue): { readonly keyId?: string; readonly serialNumber?: string } {
  const parts = partsOf(value);
  const keyId = parts.find(({ tag }) => tag === 0x80);
  const serialNumber = parts.find(({ tag }) => tag === 0x82);
  return {
    ...(keyId ? { keyId: hexadecimal(keyId) } : {}),
    ...(serialNumber ? { serialNumber: hexadecimal(serialNumber) } : {}),
  };
}
