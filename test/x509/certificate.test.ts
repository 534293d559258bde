import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilTime, epochMs } from '../../sandbox/lib/calendar';
import {
  derIdentifier,
  derInteger,
  derOctets,
  derSequence,
  derValue,
} from '../../sandbox/lib/x509/der-writer';
import {
  keyFits,
  parseCertificates,
  parseRevocationLists,
  pemBlock,
  readSigningKey,
  trustProblem,
} from '../../sandbox/lib/x509/index';
import { curveIdentifiers } from '../../sandbox/lib/x509/public-key';
import { certificates, keys, revocations, variants } from '../support/certificates';

/** 2026-11-21T10:00:00Z. */
const NOW_MS = 1_795_255_200_000;
const DAY_MS = 86_400_000;
const HOST = 'httpbin.example.com';
const { root, short, renewed, self } = certificates;

describe('a certificate', () => {
  it('is read from PEM, whatever stands around it', () => {
    expect(parseCertificates(`some text\n${short}\n${root}`)).toEqual([
      {
        serialNumber: '1002',
        issuer: 'CN=example.com, O=example Inc.',
        subject: 'CN=httpbin.example.com, O=httpbin organization',
        commonName: HOST,
        names: [HOST, '*.apps.example.com'],
        notBeforeMs: NOW_MS - 22 * 3_600_000,
        notAfterMs: NOW_MS + 2 * 3_600_000,
        der: expect.any(Uint8Array) as Uint8Array,
      },
      {
        serialNumber: '1001',
        issuer: 'CN=example.com, O=example Inc.',
        subject: 'CN=example.com, O=example Inc.',
        commonName: 'example.com',
        names: [],
        notBeforeMs: 1_767_225_600_000,
        notAfterMs: 2_082_758_400_000,
        der: expect.any(Uint8Array) as Uint8Array,
      },
    ]);
  });

  it.each([
    '',
    'nonsense',
    short.slice(0, 300),
    short.replace('MIIB', 'MIIC'),
    short.replace('MIIB', '!!!!'),
  ])('is not made of %j', (text) => {
    expect(parseCertificates(text)).toEqual([]);
  });

  it('may be any bytes without harm', () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), (text) => {
        parseCertificates(`-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`);
      }),
    );
  });
});

describe('trust', () => {
  it.each<readonly [string, string, string, string, number, string | undefined]>([
    ['by a known root', short, root, HOST, NOW_MS, undefined],
    ['one label of a star', short, root, 'a.apps.example.com', NOW_MS, undefined],
    ['two labels of a star', short, root, 'a.b.apps.example.com', NOW_MS, 'name mismatch'],
    ['another name', short, root, 'example.org', NOW_MS, 'name mismatch'],
    ['nobody known', short, '', HOST, NOW_MS, 'unable to get local issuer certificate'],
    ['the root sent along', short + root, '', HOST, NOW_MS, 'self-signed certificate in certificate chain'],
    ['the wrong root', short, self, HOST, NOW_MS, 'unable to get local issuer certificate'],
    ['itself', self, '', HOST, NOW_MS, 'self-signed certificate'],
    ['itself, known', self, self, HOST, NOW_MS, undefined],
    ['too late', short, root, HOST, NOW_MS + DAY_MS, 'certificate has expired'],
    ['too early', renewed, root, HOST, NOW_MS, 'certificate is not yet valid'],
    [
      'too late, and nobody known',
      short,
      '',
      HOST,
      NOW_MS + DAY_MS,
      'unable to get local issuer certificate',
    ],
    ['nothing shown', '', root, HOST, NOW_MS, 'unable to get local issuer certificate'],
  ])('%s', (_what, chain, anchors, host, nowMs, problem) => {
    expect(trustProblem(parseCertificates(chain), parseCertificates(anchors), host, nowMs)).toBe(problem);
  });
});

/** A key of SEC 1 that says its curve, and nothing of its public half. */
function withoutPublicHalf(pem: string): string {
  const key = readSigningKey(pem);
  if (key?.kind !== 'EC') throw new Error('no key of a curve');
  const curve = derValue(0xa0, derIdentifier(curveIdentifiers[key.curve]));
  return pemBlock('EC PRIVATE KEY', derSequence(derInteger(1n), derOctets(key.secret), curve));
}

describe('a private key', () => {
  it.each<readonly [string, string, string, boolean]>([
    ['of the certificate', short, keys.short, true],
    ['of the same, shown again', renewed, keys.renewed, true],
    ['of the first of two certificates', short + root, keys.short, true],
    ['of the second of two', root + short, keys.short, false],
    ['of another', short, keys.self, false],
    ['in PKCS#8', short, variants.shortPkcs8, true],
    ['in PKCS#8, of another', self, variants.shortPkcs8, false],
    ['of RSA, in PKCS#1', variants.rsa, variants.rsaPkcs1, true],
    ['of RSA, in PKCS#8', variants.rsa, variants.rsaPkcs8, true],
    ['of RSA for a curve', short, variants.rsaPkcs8, false],
    ['without its public half', short, withoutPublicHalf(keys.short), true],
    ['without its public half, of another', short, withoutPublicHalf(keys.self), false],
    ['of a curve for RSA', variants.rsa, keys.short, false],
    ['that is none', short, 'invalid', false],
    ['that is a certificate', short, short, false],
    ['that is empty', short, '', false],
    ['cut off', short, keys.short.replace(/.{20}\n-----END/, '\n-----END'), false],
    ['of what is no certificate', 'invalid', keys.short, false],
  ])('%s', (_what, certificate, key, fits) => {
    expect(keyFits(certificate, key)).toBe(fits);
  });

  it('may be any bytes without harm', () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), (text) => {
        const key = `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`;
        expect(keyFits(short, key)).toBe(false);
        parseRevocationLists(`-----BEGIN X509 CRL-----\n${text}\n-----END X509 CRL-----`);
      }),
    );
  });
});

describe('revocation', () => {
  const EXAMPLE = 'CN=example.com, O=example Inc.';

  it('is read from PEM', () => {
    const rest = {
      issuer: EXAMPLE,
      thisUpdateMs: 1_767_225_600_000,
      nextUpdateMs: 2_082_758_400_000,
      isSignedBy: expect.any(Function) as () => boolean,
    };
    expect(parseRevocationLists(`text\n${revocations.short}${revocations.none}`)).toEqual([
      { serialNumbers: ['1002'], ...rest },
      { serialNumbers: [], ...rest },
    ]);
    expect(parseRevocationLists(short)).toEqual([]);
  });

  const DAYS = 1.5 / 24;
  const forged = revocations.none.replace('GzSe8pKc', 'GzSe8pKd');
  it.each<readonly [string, string, string, number, string | undefined]>([
    ['revoked', short, revocations.short, DAYS, 'certificate revoked'],
    ['another one is revoked', renewed, revocations.short, DAYS, undefined],
    ['none is revoked', short, revocations.none, DAYS, undefined],
    ['no list of its issuer', self, revocations.none, DAYS, 'unable to get certificate CRL'],
    ['a list that somebody changed', short, forged, DAYS, 'CRL signature failure'],
    ['a list that is not valid yet', short, revocations.short, -400, 'CRL is not yet valid'],
    ['a list whose time is over', short, revocations.short, 4000, 'CRL has expired'],
  ])('%s', (_what, chain, lists, days, problem) => {
    const anchors = parseCertificates(root + self);
    const nowMs = NOW_MS + days * DAY_MS;
    const found = trustProblem(
      parseCertificates(chain),
      anchors,
      undefined,
      nowMs,
      parseRevocationLists(lists),
    );
    expect(found).toBe(problem);
  });
});

it('the calendar goes both ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50_000 * DAY_MS, max: 50_000 * DAY_MS }), (ms) => {
      const whole = Math.floor(ms / 1000) * 1000;
      expect(epochMs(civilTime(whole))).toBe(whole);
    }),
  );
});
