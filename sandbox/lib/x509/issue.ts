import { sha1 } from '@noble/hashes/legacy.js';
import { civilTime } from '../calendar';
import { bitOctets, derValues, partsOf } from './der';
import {
  derIdentifier,
  derInteger,
  derOctets,
  derSequence,
  derString,
  derTrue,
  derValue,
} from './der-writer';
import {
  AUTHORITY_KEY_ID,
  BASIC_CONSTRAINTS,
  EXTENDED_KEY_USAGE,
  KEY_USAGE,
  SUBJECT_ALT_NAME,
  SUBJECT_KEY_ID,
} from './extensions';
import { writePublicKey, type PublicKey } from './public-key';
import { signedSequence, signingAlgorithm, type SigningKey } from './signing-key';

/** What a certificate will say. */
export interface CertificateContent {
  readonly serialNumber: bigint;
  /** Names as DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Epoch milliseconds; parts of seconds are lost. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKey: PublicKey;
  /** As DER, in order. */
  readonly extensions: readonly Uint8Array[];
}

/** Signs a certificate of version 3 (RFC 5280, 4.1), or 1 when it has no extensions. @returns DER */
export function issueCertificate(content: CertificateContent, signer: SigningKey): Uint8Array {
  const { extensions } = content;
  const version = extensions.length === 0 ? [] : [derValue(0xa0, derInteger(2n))];
  const body = derSequence(
    ...version,
    derInteger(content.serialNumber),
    signingAlgorithm(signer),
    content.issuer,
    derSequence(time(content.notBeforeMs), time(content.notAfterMs)),
    content.subject,
    writePublicKey(content.publicKey),
    ...(extensions.length === 0 ? [] : [derValue(0xa3, derSequence(...extensions))]),
  );
  return signedSequence(body, signer);
}

/** An extension. @param value as DER */
export function extension(identifier: string, value: Uint8Array, critical = false): Uint8Array {
  return derSequence(derIdentifier(identifier), ...(critical ? [derTrue] : []), derOctets(value));
}

/** basicConstraints, critical: it may issue certificates. */
export const authorityExtension: Uint8Array = extension(BASIC_CONSTRAINTS, derSequence(derTrue), true);

/** basicConstraints: it may not. @param critical as OpenSSL's configuration says */
export function leafExtension(critical: boolean): Uint8Array {
  return extension(BASIC_CONSTRAINTS, derSequence(), critical);
}

/** keyUsage, critical. @param uses by their places in the bit string: 0 digitalSignature, 2 keyEncipherment, 5 keyCertSign … */
export function keyUsage(...uses: readonly number[]): Uint8Array {
  const octet = uses.reduce((bits, use) => bits | (0x80 >> use), 0);
  const unused = 7 - Math.max(...uses);
  return extension(KEY_USAGE, derValue(0x03, Uint8Array.of(unused, octet)), true);
}

/** extendedKeyUsage: 1 serverAuth, 2 clientAuth. */
export function extendedKeyUsage(...purposes: readonly number[]): Uint8Array {
  const identifiers = purposes.map((purpose) => derIdentifier(`1.3.6.1.5.5.7.3.${String(purpose)}`));
  return extension(EXTENDED_KEY_USAGE, derSequence(...identifiers));
}

/** @param names `DNS:httpbin.example.com`, `URI:spiffe://…`, `IP:192.0.2.1`; what is none of these is left out */
export function alternativeNames(names: readonly string[], critical = false): Uint8Array {
  return extension(SUBJECT_ALT_NAME, derSequence(...names.flatMap(generalName)), critical);
}

function generalName(name: string): Uint8Array[] {
  const value = name.slice(name.indexOf(':') + 1);
  if (name.startsWith('DNS:')) return [derString(0x82, value)];
  if (name.startsWith('URI:')) return [derString(0x86, value)];
  if (!name.startsWith('IP:') || !/^\d+(\.\d+){3}$/.test(value)) return [];
  return [derValue(0x87, Uint8Array.from(value.split('.').map(Number)))];
}

/** The SHA-1 of a key's bits, which names the key (RFC 5280, 4.2.1.2). */
export function keyIdentifier(key: PublicKey): Uint8Array {
  return sha1(bitOctets(partsOf(derValues(writePublicKey(key))?.[0])[1]));
}

export function subjectKeyExtension(key: PublicKey): Uint8Array {
  return extension(SUBJECT_KEY_ID, derOctets(keyIdentifier(key)));
}

/** @param keyId of the issuer's key */
export function authorityKeyExtension(keyId: Uint8Array): Uint8Array {
  return extension(AUTHORITY_KEY_ID, derSequence(derValue(0x80, keyId)));
}

/** UTCTime until 2049, GeneralizedTime from then on. */
function time(epochMs: number): Uint8Array {
  const { year, month, day, hour, minute, second } = civilTime(epochMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = [month, day, hour, minute, second].map(two).join('');
  return year < 2050
    ? derString(0x17, `${two(year % 100)}${rest}Z`)
    : derString(0x18, `${String(year)}${rest}Z`);
}
