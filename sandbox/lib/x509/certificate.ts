import { bytesToHex } from '@noble/hashes/utils.js';
import { epochMs } from '../calendar';
import { memo } from '../memo';
import { attributeNames } from './distinguished-name';
import { derText, derValues, objectIdentifier, partsOf, type DerValue } from './der';
import { pemBlocks } from './pem';

/** What is read of an X.509 certificate (RFC 5280) at once; its key, its signature and most extensions when they are asked for. */
export interface Certificate {
  /** Hexadecimal, without leading zeros. */
  readonly serialNumber: string;
  /** `CN=example.com, O=example Inc.`, in the order written. */
  readonly issuer: string;
  readonly subject: string;
  readonly commonName?: string;
  /** Names and addresses it is for (subjectAltName). */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** As it is encoded. */
  readonly der: Uint8Array;
}

const SUBJECT_ALT_NAME = '2.5.29.17';

/** Every certificate of a PEM text, in order; what is none is passed over. The same text gives the same certificates. */
export const parseCertificates = memo(256, (pem): readonly Certificate[] =>
  pemBlocks(pem, 'CERTIFICATE').flatMap((bytes) => parseCertificate(bytes) ?? []),
);

function parseCertificate(bytes: Uint8Array): Certificate | undefined {
  const [signed] = partsOf(derValues(bytes)?.[0]);
  const fields = partsOf(signed);
  const versioned = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [serial, , issuer, validity, subject] = versioned;
  const [notBefore, notAfter] = partsOf(validity).map(timeOf);
  if (!serial || !issuer || !subject || notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = partsOf(partsOf(versioned.find(({ tag }) => tag === 0xa3))[0]);
  const commonName = attributes(subject).find(([name]) => name === 'CN')?.[1];
  return {
    serialNumber: hexadecimal(serial),
    issuer: nameText(issuer),
    subject: nameText(subject),
    ...(commonName === undefined ? {} : { commonName }),
    names: extensions.flatMap(alternativeNames),
    notBeforeMs: notBefore,
    notAfterMs: notAfter,
    der: bytes,
  };
}

function attributes(name: DerValue): (readonly [name: string, value: string])[] {
  return partsOf(name).flatMap((set) =>
    partsOf(set).map((attribute) => {
      const [type, value] = partsOf(attribute);
      const id = type === undefined ? '' : objectIdentifier(type);
      return [attributeNames[id] ?? id, value === undefined ? '' : derText(value)] as const;
    }),
  );
}

/** A whole number in hexadecimal, without leading zeros. */
export function hexadecimal({ bytes }: DerValue): string {
  return bytesToHex(bytes).replace(/^0+(?=.)/, '');
}

/** `CN=example.com, O=example Inc.` */
export function nameText(name: DerValue): string {
  return attributes(name)
    .map(([type, value]) => `${type}=${value}`)
    .join(', ');
}

/** DNS names, URIs and addresses. */
function alternativeNames(extension: DerValue): string[] {
  const parts = partsOf(extension);
  const [id] = parts;
  if (id === undefined || objectIdentifier(id) !== SUBJECT_ALT_NAME) return [];
  const names = partsOf(derValues(parts.at(-1)?.bytes ?? new Uint8Array())?.[0]);
  return names.flatMap((name) => {
    if (name.tag === 0x82 || name.tag === 0x86) return [derText(name)];
    return name.tag === 0x87 && name.bytes.length === 4 ? [[...name.bytes].join('.')] : [];
  });
}

/** UTCTime (two digits of the year, from 1950) and GeneralizedTime, both in UTC. */
export function timeOf(value: DerValue): number | undefined {
  const digits = /^(\d{2,4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(derText(value));
  if (digits === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = digits.slice(1).map(Number);
  const full = value.tag === 0x17 ? year + (year < 50 ? 2000 : 1900) : year;
  return epochMs({ year: full, month, day, hour, minute, second });
}
