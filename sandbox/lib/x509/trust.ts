import type { Certificate } from './certificate';
import { extensionsOf } from './extensions';
import type { RevocationList } from './revocation-list';
import { isSignedBy } from './signed';

/** Why a chain is not accepted: OpenSSL's reasons, in the order it finds them. */
export type TrustProblem =
  | 'self-signed certificate'
  | 'self-signed certificate in certificate chain'
  | 'unable to get local issuer certificate'
  | 'invalid CA certificate'
  | 'certificate revoked'
  | 'unable to get certificate CRL'
  | 'CRL signature failure'
  | 'CRL is not yet valid'
  | 'CRL has expired'
  | 'certificate signature failure'
  | 'certificate is not yet valid'
  | 'certificate has expired'
  | 'name mismatch';

/** X509_V_ERR_ numbers. */
export const problemNumbers: Readonly<Record<TrustProblem, number>> = {
  'certificate signature failure': 7,
  'CRL signature failure': 8,
  'certificate is not yet valid': 9,
  'certificate has expired': 10,
  'CRL is not yet valid': 11,
  'CRL has expired': 12,
  'self-signed certificate': 18,
  'self-signed certificate in certificate chain': 19,
  'unable to get local issuer certificate': 20,
  'certificate revoked': 23,
  'invalid CA certificate': 79,
  'unable to get certificate CRL': 3,
  'name mismatch': 62,
};

/** What is wrong, and how far from the peer's own certificate (0) that was found. */
export interface TrustFailure {
  readonly problem: TrustProblem;
  readonly depth: number;
}

/** {@link trustFailure} without the place. */
export function trustProblem(...judged: Parameters<typeof trustFailure>): TrustProblem | undefined {
  return trustFailure(...judged)?.problem;
}

/**
 * Judges a chain as OpenSSL does (X509_verify_cert): first who vouches for it, then who may, then whether it is revoked,
 * then from the anchor down signatures and dates, at last the host. An anchor need not have signed itself
 * (X509_V_FLAG_PARTIAL_CHAIN, which curl and Envoy both set).
 * @param chain what the peer shows, its own certificate first
 * @param anchors who is trusted
 * @param host name or address the client wanted to reach; undefined = any name will do
 * @param revocations lists that every certificate on the way must be looked up in; undefined = none is asked
 */
export function trustFailure(
  chain: readonly Certificate[],
  anchors: readonly Certificate[],
  host: string | undefined,
  nowMs: number,
  revocations?: readonly RevocationList[],
): TrustFailure | undefined {
  const [leaf] = chain;
  if (leaf === undefined) return { problem: 'unable to get local issuer certificate', depth: 0 };
  const path = pathOf(leaf, chain.slice(1), anchors);
  const found =
    anchorProblem(path, anchors) ??
    authorityProblem(path) ??
    (revocations && revocationProblem(path, revocations, nowMs)) ??
    validityProblem(path, nowMs);
  if (found !== undefined) return found;
  return host === undefined || isFor(leaf, host) ? undefined : { problem: 'name mismatch', depth: 0 };
}

function anchorProblem(
  path: readonly Certificate[],
  anchors: readonly Certificate[],
): TrustFailure | undefined {
  if (path.some((certificate) => anchors.some((anchor) => isSame(anchor, certificate)))) return undefined;
  const depth = path.length - 1;
  const last = path[depth];
  if (last?.issuer !== last?.subject) return { problem: 'unable to get local issuer certificate', depth };
  const problem = depth === 0 ? 'self-signed certificate' : 'self-signed certificate in certificate chain';
  return { problem, depth };
}

/** Whoever vouches has to be allowed to; roots of version 1 cannot say so. */
function authorityProblem(path: readonly Certificate[]): TrustFailure | undefined {
  const depth = path.findIndex((certificate, index) => index > 0 && !mayIssue(certificate));
  return depth < 0 ? undefined : { problem: 'invalid CA certificate', depth };
}

function mayIssue(certificate: Certificate): boolean {
  const { authority, version, hasKeyUsage } = extensionsOf(certificate);
  return authority ?? ((version === 1 && certificate.issuer === certificate.subject) || hasKeyUsage);
}

/** An issuer whose list is not at hand may have revoked anything. */
function revocationProblem(
  path: readonly Certificate[],
  lists: readonly RevocationList[],
  nowMs: number,
): TrustFailure | undefined {
  for (const [depth, certificate] of path.entries()) {
    const { issuer, serialNumber } = certificate;
    const list = lists.find((each) => each.issuer === issuer);
    if (list === undefined) return { problem: 'unable to get certificate CRL', depth };
    if (nowMs < list.thisUpdateMs) return { problem: 'CRL is not yet valid', depth };
    if (nowMs > (list.nextUpdateMs ?? nowMs)) return { problem: 'CRL has expired', depth };
    // the last one signed itself, or nobody is left to ask
    if (!list.isSignedBy(path[depth + 1] ?? certificate)) return { problem: 'CRL signature failure', depth };
    if (list.serialNumbers.includes(serialNumber)) return { problem: 'certificate revoked', depth };
  }
  return undefined;
}

/** Signatures and dates, from the anchor down. The anchor's own signature says nothing. */
function validityProblem(path: readonly Certificate[], nowMs: number): TrustFailure | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const certificate = path[depth];
    const issuer = path[depth + 1];
    if (certificate === undefined) continue;
    if (issuer && !isSignedBy(certificate, issuer))
      return { problem: 'certificate signature failure', depth };
    if (nowMs < certificate.notBeforeMs) return { problem: 'certificate is not yet valid', depth };
    if (nowMs > certificate.notAfterMs) return { problem: 'certificate has expired', depth };
  }
  return undefined;
}

/** From a certificate up as far as it can be followed; it ends where an anchor is met. */
function pathOf(
  leaf: Certificate,
  sent: readonly Certificate[],
  anchors: readonly Certificate[],
): readonly Certificate[] {
  const path = [leaf];
  for (let last = leaf; last.issuer !== last.subject && !anchors.some((each) => isSame(each, last));) {
    const subject = last;
    const issuer = [...anchors, ...sent].find(
      (other) => isIssuer(other, subject) && !path.some((each) => isSame(each, other)),
    );
    if (issuer === undefined) break;
    path.push(issuer);
    last = issuer;
  }
  return path;
}

/** Whether one names itself as the issuer of the other, by name and by the key's identifier where both have one. */
function isIssuer(issuer: Certificate, of: Certificate): boolean {
  if (issuer.subject !== of.issuer) return false;
  const { keyId, serialNumber } = extensionsOf(of).authorityKeyId ?? {};
  const own = extensionsOf(issuer).subjectKeyId;
  if (keyId !== undefined && own !== undefined && keyId !== own) return false;
  return serialNumber === undefined || serialNumber === issuer.serialNumber;
}

function isSame(a: Certificate, b: Certificate): boolean {
  return a === b || (a.der.length === b.der.length && a.der.every((byte, index) => byte === b.der[index]));
}

/** Without alternative names the common name counts. */
function isFor({ names, commonName }: Certificate, host: string): boolean {
  const all = names.length === 0 && commonName !== undefined ? [commonName] : names;
  return all.some((name) => matchesHost(name, host));
}

/** Whether a name of a certificate stands for a host: a star at its head does for one label. */
export function matchesHost(name: string, host: string): boolean {
  const known = name.toLowerCase();
  const wanted = host.toLowerCase();
  if (!known.startsWith('*.')) return known === wanted;
  return wanted.endsWith(known.slice(1)) && !wanted.slice(0, -known.length + 1).includes('.');
}
