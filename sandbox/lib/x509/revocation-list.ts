import { hexadecimal, nameText, timeOf, type Certificate } from './certificate';
import { bitOctets, derValues, objectIdentifier, partsOf } from './der';
import { pemBlocks } from './pem';
import { isSignature } from './public-key';
import { signedPart } from './signed';

/** What is read of a certificate revocation list (RFC 5280, section 5). */
export interface RevocationList {
  /** As certificates name their issuer. */
  readonly issuer: string;
  /** As certificates write them. */
  readonly serialNumbers: readonly string[];
  /** Epoch milliseconds; undefined = it never runs out. */
  readonly thisUpdateMs: number;
  readonly nextUpdateMs?: number;
  /** Whether the key of a certificate signed it; looked at once for each. */
  isSignedBy(issuer: Certificate): boolean;
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;

/** Every revocation list of a PEM text, in order; what is none is passed over. */
export function parseRevocationLists(pem: string): readonly RevocationList[] {
  return pemBlocks(pem, 'X509 CRL').flatMap((bytes) => {
    const [content, algorithm, signature] = partsOf(derValues(bytes)?.[0]);
    const fields = partsOf(content);
    const [, issuer, thisUpdate, ...rest] = fields[0]?.tag === INTEGER ? fields.slice(1) : fields;
    const thisUpdateMs = thisUpdate && timeOf(thisUpdate);
    if (content === undefined || issuer === undefined || thisUpdateMs === undefined) return [];
    const nextUpdateMs = rest[0] && timeOf(rest[0]);
    const revoked = partsOf(rest.find(({ tag }) => tag === SEQUENCE));
    const serialNumbers = revoked.flatMap((entry) => {
      const [serial] = partsOf(entry);
      return serial === undefined ? [] : [hexadecimal(serial)];
    });
    const [algorithmId] = partsOf(algorithm);
    const known = new WeakMap<Certificate, boolean>();
    const judge = (signer: Certificate): boolean => {
      const { publicKey } = signedPart(signer);
      const id = algorithmId && objectIdentifier(algorithmId);
      if (publicKey === undefined || id === undefined) return false;
      return isSignature(publicKey, id, content.encoded, bitOctets(signature));
    };
    return [
      {
        issuer: nameText(issuer),
        serialNumbers,
        thisUpdateMs,
        ...(nextUpdateMs === undefined ? {} : { nextUpdateMs }),
        isSignedBy(signer) {
          const before = known.get(signer) ?? judge(signer);
          known.set(signer, before);
          return before;
        },
      },
    ];
  });
}
