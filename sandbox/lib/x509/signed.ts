import { memoByObject } from '../memo';
import type { Certificate } from './certificate';
import { bitOctets, derValues, objectIdentifier, partsOf } from './der';
import { isSignature, readPublicKey, type PublicKey } from './public-key';

/** What was signed, how, and the key that a certificate speaks for. */
interface Signed {
  readonly content: Uint8Array;
  /** Its subject as DER. */
  readonly subject: Uint8Array;
  /** OBJECT IDENTIFIER. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
  readonly publicKey: PublicKey | undefined;
}

/** Read when somebody asks for it first. */
export const signedPart = memoByObject(({ der }: Certificate): Signed => {
  const [content, algorithm, signature] = partsOf(derValues(der)?.[0]);
  const fields = partsOf(content);
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  const info = fields[first + 5];
  const [id] = partsOf(algorithm);
  return {
    content: content?.encoded ?? new Uint8Array(),
    subject: fields[first + 4]?.encoded ?? new Uint8Array(),
    algorithm: id === undefined ? '' : objectIdentifier(id),
    signature: bitOctets(signature),
    publicKey: readPublicKey(info),
  };
});

/** What was found out about an issuer's signatures, for as long as both certificates live. */
const judged = memoByObject((_issuer: Certificate) => new WeakMap<Certificate, boolean>());

/** Whether the key of one certificate signed another; looked at once for each pair. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const known = judged(issuer).get(certificate);
  if (known !== undefined) return known;
  const { content, algorithm, signature } = signedPart(certificate);
  const { publicKey } = signedPart(issuer);
  const holds = publicKey !== undefined && isSignature(publicKey, algorithm, content, signature);
  judged(issuer).set(certificate, holds);
  return holds;
}
