import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { memo } from '../../lib/memo';
import {
  alternativeNames,
  authorityExtension,
  authorityKeyExtension,
  issueCertificate,
  keyIdentifier,
  parseCertificates,
  pemBlock,
  publicHalf,
  subjectKeyExtension,
  writeName,
  type Credential,
  type DistinguishedName,
  type SigningKey,
} from '../../lib/x509/index';
import { utf8Bytes } from '../../net/index';

const DAY_MS = 86_400_000;
/** Certificates are for 90 days and replaced after 60, as certificates of public authorities are. */
const VALID_MS = 90 * DAY_MS;
const RENEWED_MS = 60 * DAY_MS;
/** 2020-01-01 and 2045-01-01. */
const ROOT_VALID = [1_577_836_800_000, 2_366_841_600_000] as const;

const ROOT_NAME: DistinguishedName = [
  ['C', 'US'],
  ['O', 'Drydock Public Trust'],
  ['CN', 'Drydock Root X1'],
];

/** The one authority that every machine of the simulated internet trusts. Keys follow from names: nothing is secret here. */
function keyOf(name: string): SigningKey {
  return { kind: 'EC', curve: 'P-256', secret: sha256(utf8Bytes(name)) };
}

const ROOT_KEY = keyOf('root');

const rootPem = memo(1, () => {
  const name = writeName(ROOT_NAME);
  const publicKey = publicHalf(ROOT_KEY);
  const [notBeforeMs, notAfterMs] = ROOT_VALID;
  const extensions = [authorityExtension, subjectKeyExtension(publicKey)];
  const content = {
    serialNumber: 1n,
    issuer: name,
    subject: name,
    notBeforeMs,
    notAfterMs,
    publicKey,
    extensions,
  };
  return pemBlock('CERTIFICATE', issueCertificate(content, ROOT_KEY));
});

/** What comes with every operating system: whom to trust when nothing else is said. */
export function publicRoots(): string {
  return rootPem('');
}

/** {@link publicRoots} as a proxy holds them. */
export const publicTrust = memo(1, (): Credential => ({ certificates: parseCertificates(publicRoots()) }));

/** The certificate (PEM) that a server shows for its names at a time. */
export function publicCertificate(names: readonly string[], nowMs: number): string {
  return issued(`${names.join(',')}@${String(Math.floor(nowMs / RENEWED_MS))}`);
}

const issued = memo(256, (names) => {
  const at = names.lastIndexOf('@');
  const hosts = names.slice(0, at).split(',');
  const notBeforeMs = Number(names.slice(at + 1)) * RENEWED_MS;
  const publicKey = publicHalf(keyOf(names));
  const serialNumber = BigInt(`0x04${bytesToHex(sha256(utf8Bytes(names)).subarray(0, 16))}`);
  const content = {
    serialNumber,
    issuer: writeName(ROOT_NAME),
    subject: writeName([['CN', hosts[0] ?? '']]),
    notBeforeMs,
    notAfterMs: notBeforeMs + VALID_MS,
    publicKey,
    extensions: [
      subjectKeyExtension(publicKey),
      authorityKeyExtension(keyIdentifier(publicHalf(ROOT_KEY))),
      alternativeNames(hosts.map((host) => `DNS:${host}`)),
    ],
  };
  return pemBlock('CERTIFICATE', issueCertificate(content, ROOT_KEY));
});
