import { sha256 } from '@noble/hashes/sha2.js';
import { memo } from '../../lib/memo';
import {
  alternativeNames,
  authorityExtension,
  authorityKeyExtension,
  extendedKeyUsage,
  generateSigningKey,
  issueCertificate,
  keyIdentifier,
  keyUsage,
  leafExtension,
  pemBlock,
  publicHalf,
  subjectKeyExtension,
  writeName,
  type DistinguishedName,
  type SigningKey,
} from '../../lib/x509/index';
import { utf8Bytes } from '../../net/index';
import { rootCertificate, workloadCertificate, type IssuedCertificate } from './workload-certificate';

/** CITADEL_SELF_SIGNED_CA_RSA_KEY_SIZE and WORKLOAD_RSA_KEY_SIZE. */
const KEY_BITS = 2048;
const ROOT_NAME: DistinguishedName = [['O', 'cluster.local']];
const NO_NAME: DistinguishedName = [];
/** Places of keyUsage. */
const DIGITAL_SIGNATURE = 0;
const KEY_ENCIPHERMENT = 2;
const CERTIFICATE_SIGN = 5;
const SERVER_AUTH = 1;
const CLIENT_AUTH = 2;

/** Keys are made when somebody looks at a certificate, from what it is for: the same each time, and nobody's secret. */
const keyOf = memo(64, (purpose): SigningKey => {
  let counter = 0;
  const randomBytes = (count: number): Uint8Array => {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += 32)
      bytes.set(sha256(utf8Bytes(`${purpose}#${String(counter++)}`)).subarray(0, count - at), at);
    return bytes;
  };
  return generateSigningKey(KEY_BITS, randomBytes);
});

/** The mesh's root as PEM (security/pkg/pki/ca, a CA that signed itself). @param installedMs when istiod came */
export function rootPem(installedMs: number): string {
  return rootAt(String(installedMs));
}

const rootAt = memo(4, (installed) => {
  const root = rootCertificate(Number(installed));
  const key = keyOf(`root@${installed}`);
  const publicKey = publicHalf(key);
  const name = writeName(ROOT_NAME);
  const content = {
    ...validity(root),
    issuer: name,
    subject: name,
    publicKey,
    extensions: [keyUsage(CERTIFICATE_SIGN), authorityExtension, subjectKeyExtension(publicKey)],
  };
  return pemBlock('CERTIFICATE', issueCertificate(content, key));
});

/**
 * What a proxy shows: the certificate it holds at a time, signed by the mesh's root, and behind it the root.
 * @param startedMs when its agent asked for its first
 */
export function workloadPem(spiffeId: string, startedMs: number, nowMs: number, installedMs: number): string {
  const held = workloadCertificate(spiffeId, startedMs, nowMs);
  return workloadAt(JSON.stringify({ spiffeId, held, installedMs })) + rootPem(installedMs);
}

const workloadAt = memo(64, (asked) => {
  const { spiffeId, held, installedMs } = JSON.parse(asked) as {
    readonly spiffeId: string;
    readonly held: IssuedCertificate;
    readonly installedMs: number;
  };
  const signer = keyOf(`root@${String(installedMs)}`);
  const content = {
    ...validity(held),
    issuer: writeName(ROOT_NAME),
    subject: writeName(NO_NAME),
    publicKey: publicHalf(keyOf(held.serialNumber)),
    extensions: [
      keyUsage(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT),
      extendedKeyUsage(SERVER_AUTH, CLIENT_AUTH),
      leafExtension(true),
      authorityKeyExtension(keyIdentifier(publicHalf(signer))),
      alternativeNames([`URI:${spiffeId}`], true),
    ],
  };
  return pemBlock('CERTIFICATE', issueCertificate(content, signer));
});

function validity({ serialNumber, notBeforeMs, notAfterMs }: IssuedCertificate): {
  readonly serialNumber: bigint;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
} {
  return { serialNumber: BigInt(`0x${serialNumber}`), notBeforeMs, notAfterMs };
}
