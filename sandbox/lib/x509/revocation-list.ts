import { hexadecimal, nameText } from './certificate';
import { derValues, partsOf } from './der';
import { pemBlocks } from './pem';

/** What is read of a certificate revocation list (RFC 5280, section 5). Its dates and signature are not looked at. */
export interface RevocationList {
  /** As certificates name their issuer. */
  readonly issuer: string;
  /** As certificates write them. */
  readonly serialNumbers: readonly string[];
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;

/** Every revocation list of a PEM text, in order; what is none is passed over. */
export function parseRevocationLists(pem: string): readonly RevocationList[] {
  return pemBlocks(pem, 'X509 CRL').flatMap((bytes) => {
    const fields = partsOf(partsOf(derValues(bytes)?.[0])[0]);
    const [, issuer, ...rest] = fields[0]?.tag === INTEGER ? fields.slice(1) : fields;
    if (issuer === undefined || rest.length === 0) return [];
    const revoked = partsOf(rest.find(({ tag }) => tag === SEQUENCE));
    const serialNumbers = revoked.flatMap((entry) => {
      const [serial] = partsOf(entry);
      return serial === undefined ? [] : [hexadecimal(serial)];
    });
    return [{ issuer: nameText(issuer), serialNumbers }];
  });
}
