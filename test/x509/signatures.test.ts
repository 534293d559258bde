import { describe, expect, it } from 'vitest';
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
  trustFailure,
  writeName,
  type Certificate,
  type SigningKey,
} from '../../sandbox/lib/x509/index';
import { generateRsaKey } from '../../sandbox/lib/signatures/rsa-private-key';
import { RandomSource } from '../../sandbox/sim/index';

/** 2026-11-21T10:00:00Z. */
const NOW_MS = 1_795_255_200_000;
const DAY_MS = 86_400_000;

const random = new RandomSource(7).stream('keys');
const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.below(256));
const curveKey = (): SigningKey => ({ kind: 'EC', curve: 'P-256', secret: bytes(32) });
const rsaKey = (): SigningKey => ({ kind: 'RSA', key: generateRsaKey(1024, bytes) });

interface Wanted {
  readonly subject: string;
  readonly key: SigningKey;
  readonly issuer?: string;
  readonly signer?: SigningKey;
  readonly authority?: boolean;
  readonly keyIds?: boolean;
  readonly days?: number;
}

function made({
  subject,
  key,
  issuer = subject,
  signer = key,
  authority,
  keyIds,
  days = 1,
}: Wanted): Certificate {
  const publicKey = publicHalf(key);
  const extensions = [
    alternativeNames(['DNS:shop.example.com']),
    ...(authority === true ? [authorityExtension] : []),
    ...(keyIds === true
      ? [subjectKeyExtension(publicKey), authorityKeyExtension(keyIdentifier(publicHalf(signer)))]
      : []),
  ];
  const der = issueCertificate(
    {
      serialNumber: 255n,
      issuer: writeName([['CN', issuer]]),
      subject: writeName([['CN', subject]]),
      notBeforeMs: NOW_MS - DAY_MS,
      notAfterMs: NOW_MS + days * DAY_MS,
      publicKey,
      extensions,
    },
    signer,
  );
  const [certificate] = parseCertificates(pemBlock('CERTIFICATE', der));
  if (certificate === undefined) throw new Error('no certificate');
  return certificate;
}

const rootKey = curveKey();
const root = made({ subject: 'root', key: rootKey, authority: true });
const byRoot = { issuer: 'root', signer: rootKey };
const middleKey = rsaKey();
const middle = made({ subject: 'middle', key: middleKey, ...byRoot, authority: true });
const leaf = made({ subject: 'leaf', key: curveKey(), issuer: 'middle', signer: middleKey });
const forged = made({ subject: 'leaf', key: curveKey(), issuer: 'root', signer: curveKey() });
const otherRoot = made({ subject: 'root', key: rsaKey(), authority: true });
const named = made({ subject: 'leaf', key: curveKey(), ...byRoot, keyIds: true });
const otherNamed = made({ subject: 'root', key: curveKey(), authority: true, keyIds: true });
const commonKey = curveKey();
const common = made({ subject: 'common', key: commonKey, ...byRoot });
const byCommon = made({ subject: 'leaf', key: curveKey(), issuer: 'common', signer: commonKey });
const late = made({ subject: 'late', key: curveKey(), ...byRoot, days: -0.5 });
const stranger = made({ subject: 'stranger', key: curveKey(), authority: true });

describe('a chain', () => {
  it.each<readonly [string, readonly Certificate[], readonly Certificate[], string]>([
    ['with two issuers, of two kinds of keys', [leaf, middle], [root], 'holds'],
    ['that ends at a trusted issuer in between', [leaf], [middle], 'holds'],
    ['signed with another key than its issuer has', [forged], [root], 'certificate signature failure at 0'],
    ['of an authority with the same name', [common], [otherRoot], 'certificate signature failure at 0'],
    [
      'whose authority has another key by its name',
      [named],
      [otherNamed],
      'unable to get local issuer certificate at 0',
    ],
    ['through one that may not issue', [byCommon, common], [root], 'invalid CA certificate at 1'],
    ['whose time is over', [late], [root], 'certificate has expired at 0'],
    [
      'that brings a root nobody trusts',
      [leaf, middle, root],
      [stranger],
      'self-signed certificate in certificate chain at 2',
    ],
  ])('%s', (_what, chain, anchors, verdict) => {
    const found = trustFailure(chain, anchors, undefined, NOW_MS);
    expect(found === undefined ? 'holds' : `${found.problem} at ${String(found.depth)}`).toBe(verdict);
  });

  it('does not hold with any of its octets changed', () => {
    for (let at = 60; at < leaf.der.length; at += 17) {
      const der = leaf.der.slice();
      der[at] = (der[at] ?? 0) ^ 0x10;
      const [changed] = parseCertificates(pemBlock('CERTIFICATE', der));
      const found = changed && trustFailure([changed, middle], [root], undefined, NOW_MS);
      expect([at, changed === undefined || found !== undefined]).toEqual([at, true]);
    }
  });
});
