import { bytesToHex } from '@noble/hashes/utils.js';
import { certificateDate } from '../calendar';
import { hexadecimal, type Certificate } from './certificate';
import { bitOctets, derText, derValues, objectIdentifier, partsOf, type DerValue } from './der';
import { derInteger } from './der-writer';
import {
  AUTHORITY_KEY_ID,
  BASIC_CONSTRAINTS,
  EXTENDED_KEY_USAGE,
  extensionsOf,
  KEY_USAGE,
  SUBJECT_ALT_NAME,
  SUBJECT_KEY_ID,
} from './extensions';
import { signatureAlgorithms, type PublicKey } from './public-key';
import { signedPart } from './signed';

const CURVES = {
  'P-256': ['prime256v1', 256],
  'P-384': ['secp384r1', 384],
  'P-521': ['secp521r1', 521],
} as const;
const USAGES = [
  'Digital Signature',
  'Non Repudiation',
  'Key Encipherment',
  'Data Encipherment',
  'Key Agreement',
  'Certificate Sign',
  'CRL Sign',
  'Encipher Only',
];
const PURPOSES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'TLS Web Server Authentication',
  '1.3.6.1.5.5.7.3.2': 'TLS Web Client Authentication',
};

interface Printed {
  readonly name: string;
  print(value: DerValue): string;
}

const EXTENSIONS: Readonly<Record<string, Printed>> = {
  [SUBJECT_KEY_ID]: {
    name: 'X509v3 Subject Key Identifier',
    print: ({ bytes }) => colons(bytes).toUpperCase(),
  },
  [AUTHORITY_KEY_ID]: { name: 'X509v3 Authority Key Identifier', print: printAuthority },
  [KEY_USAGE]: { name: 'X509v3 Key Usage', print: printUsage },
  [EXTENDED_KEY_USAGE]: {
    name: 'X509v3 Extended Key Usage',
    print: (value) =>
      partsOf(value)
        .map(objectIdentifier)
        .map((id) => PURPOSES[id] ?? id)
        .join(', '),
  },
  [BASIC_CONSTRAINTS]: { name: 'X509v3 Basic Constraints', print: printConstraints },
  [SUBJECT_ALT_NAME]: { name: 'X509v3 Subject Alternative Name', print: printNames },
};

/** The name of what signed it: `sha256WithRSAEncryption`. */
export function signatureAlgorithm(certificate: Certificate): string {
  const { algorithm } = signedPart(certificate);
  return signatureAlgorithms[algorithm]?.name ?? algorithm;
}

/** Bits of a key. */
export function keySize(key: PublicKey | undefined): number {
  if (key === undefined) return 0;
  return key.kind === 'EC' ? CURVES[key.curve][1] : key.key.modulus.toString(2).length;
}

/** A certificate as `openssl x509 -text -noout` prints it. */
export function certificateText(certificate: Certificate): string {
  const { version, all } = extensionsOf(certificate);
  const { publicKey, signature } = signedPart(certificate);
  const algorithm = signatureAlgorithm(certificate);
  const lines = [
    'Certificate:',
    '    Data:',
    `        Version: ${String(version)} (0x${String(version - 1)})`,
    ...serialLines(certificate.serialNumber),
    `        Signature Algorithm: ${algorithm}`,
    `        Issuer: ${certificate.issuer}`,
    '        Validity',
    `            Not Before: ${certificateDate(certificate.notBeforeMs)}`,
    `            Not After : ${certificateDate(certificate.notAfterMs)}`,
    `        Subject: ${certificate.subject}`,
    '        Subject Public Key Info:',
    ...(publicKey === undefined ? [] : keyLines(publicKey)),
    ...(all.size === 0 ? [] : ['        X509v3 extensions:']),
    ...[...all].flatMap(([id, { critical, value }]) => extensionLines(id, critical, value)),
    `    Signature Algorithm: ${algorithm}`,
    '    Signature Value:',
    ...blocks(signature, 18, '        '),
  ];
  return `${lines.join('\n')}\n`;
}

/** One extension in two lines. */
function extensionLines(id: string, critical: boolean, value: DerValue | undefined): string[] {
  const known = EXTENSIONS[id];
  const name = `            ${known?.name ?? id}: ${critical ? 'critical' : ''}`;
  return [name, `                ${value === undefined ? '' : (known?.print(value) ?? hexadecimal(value))}`];
}

function serialLines(serial: string): string[] {
  const even = serial.length % 2 === 0 ? serial : `0${serial}`;
  if (even.length <= 16) return [`        Serial Number: ${BigInt(`0x${even}`).toString()} (0x${serial})`];
  return ['        Serial Number:', `            ${octetsOf(even).join(':')}`];
}

function keyLines(key: PublicKey): string[] {
  const size = `                Public-Key: (${String(keySize(key))} bit)`;
  if (key.kind === 'RSA') {
    const exponent = key.key.exponent;
    return [
      '            Public Key Algorithm: rsaEncryption',
      size,
      '                Modulus:',
      ...blocks(derValues(derInteger(key.key.modulus))?.[0]?.bytes ?? new Uint8Array(), 15, ' '.repeat(20)),
      `                Exponent: ${exponent.toString()} (0x${exponent.toString(16)})`,
    ];
  }
  return [
    '            Public Key Algorithm: id-ecPublicKey',
    size,
    '                pub:',
    ...blocks(key.point, 15, ' '.repeat(20)),
    `                ASN1 OID: ${CURVES[key.curve][0]}`,
    `                NIST CURVE: ${key.curve}`,
  ];
}

/** So many octets to the line, a colon after each but the last. */
function blocks(bytes: Uint8Array, perLine: number, indent: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine) {
    const isLast = at + perLine >= bytes.length;
    lines.push(indent + colons(bytes.subarray(at, at + perLine)) + (isLast ? '' : ':'));
  }
  return lines;
}

/** Octets in hexadecimal with colons between. */
export function colons(bytes: Uint8Array): string {
  return octetsOf(bytesToHex(bytes)).join(':');
}

/** Pairs of digits. */
function octetsOf(hexadecimal: string): readonly string[] {
  return hexadecimal.match(/../g) ?? [];
}

function printAuthority(value: DerValue): string {
  const keyId = partsOf(value).find(({ tag }) => tag === 0x80);
  return keyId === undefined ? '' : colons(keyId.bytes).toUpperCase();
}

function printUsage(value: DerValue): string {
  const [octet = 0] = bitOctets(value);
  return USAGES.filter((_, index) => (octet & (0x80 >> index)) !== 0).join(', ');
}

function printConstraints(value: DerValue): string {
  const [authority, length] = partsOf(value);
  if (authority?.tag !== 0x01) return 'CA:FALSE';
  return length === undefined ? 'CA:TRUE' : `CA:TRUE, pathlen:${String(length.bytes[0] ?? 0)}`;
}

function printNames(value: DerValue): string {
  const kinds: Readonly<Record<number, string>> = { 0x82: 'DNS', 0x86: 'URI', 0x81: 'email' };
  return partsOf(value)
    .map((name) => {
      if (name.tag === 0x87) return `IP Address:${[...name.bytes].join('.')}`;
      return `${kinds[name.tag] ?? 'othername'}:${derText(name)}`;
    })
    .join(', ');
}
