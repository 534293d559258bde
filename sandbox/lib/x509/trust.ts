import type { Certificate } from './certificate';
import type { RevocationList } from './revocation-list';

/** Why a chain is not accepted: OpenSSL's reasons, in the order it finds them. */
export type TrustProblem =
  | 'self-signed certificate'
  | 'self-signed certificate in certificate chain'
  | 'unable to get local issuer certificate'
  | 'certificate revoked'
  | 'unable to get certificate CRL'
  | 'certificate is not yet valid'
  | 'certificate has expired'
  | 'name mismatch';

/**
 * Judges a chain as OpenSSL does: first who vouches for it, then whether it is revoked, then its dates, then its names
 * (X509_verify_cert, then the host). Issuers are known by name; signatures are not checked.
 * @param chain what the peer shows, its own certificate first
 * @param anchors who is trusted
 * @param host name or address the client wanted to reach; undefined = any name will do
 * @param revocations lists that every certificate on the way must be looked up in; undefined = none is asked
 */
export function trustProblem(
  chain: readonly Certificate[],
  anchors: readonly Certificate[],
  host: string | undefined,
  nowMs: number,
  revocations?: readonly RevocationList[],
): TrustProblem | undefined {
  const [leaf] = chain;
  if (leaf === undefined) return 'unable to get local issuer certificate';
  const path = pathOf(leaf, [...chain.slice(1), ...anchors]);
  const anchored = path.some((certificate) => anchors.some((anchor) => isSame(anchor, certificate)));
  if (!anchored) {
    const last = path.at(-1) ?? leaf;
    if (last.issuer !== last.subject) return 'unable to get local issuer certificate';
    return path.length === 1 ? 'self-signed certificate' : 'self-signed certificate in certificate chain';
  }
  const revoked = revocations && revocationProblem(path, revocations);
  if (revoked !== undefined) return revoked;
  // from the anchor down, as OpenSSL checks them
  for (const { notBeforeMs, notAfterMs } of [...path].reverse()) {
    if (nowMs < notBeforeMs) return 'certificate is not yet valid';
    if (nowMs > notAfterMs) return 'certificate has expired';
  }
  return host === undefined || isFor(leaf, host) ? undefined : 'name mismatch';
}

/** An issuer whose list is not at hand may have revoked anything. */
function revocationProblem(
  path: readonly Certificate[],
  lists: readonly RevocationList[],
): TrustProblem | undefined {
  for (const { issuer, serialNumber } of path) {
    const list = lists.find((each) => each.issuer === issuer);
    if (list === undefined) return 'unable to get certificate CRL';
    if (list.serialNumbers.includes(serialNumber)) return 'certificate revoked';
  }
  return undefined;
}

/** From a certificate to the one that signed itself, as far as it can be followed. */
function pathOf(leaf: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const path = [leaf];
  for (let last = leaf; last.issuer !== last.subject;) {
    const issuer = others.find(
      (other) => other.subject === last.issuer && !path.some((each) => isSame(each, other)),
    );
    if (issuer === undefined) break;
    path.push(issuer);
    last = issuer;
  }
  return path;
}

function isSame(a: Certificate, b: Certificate): boolean {
  return a.subject === b.subject && a.issuer === b.issuer && a.serialNumber === b.serialNumber;
}

/** A name with a star stands for one label; without alternative names the common name counts. */
function isFor({ names, commonName }: Certificate, host: string): boolean {
  const all = names.length === 0 && commonName !== undefined ? [commonName] : names;
  const wanted = host.toLowerCase();
  return all.some((name) => {
    const known = name.toLowerCase();
    if (!known.startsWith('*.')) return known === wanted;
    return wanted.endsWith(known.slice(1)) && !wanted.slice(0, -known.length + 1).includes('.');
  });
}
