import { nameText } from './certificate';
import { bitOctets, derValues, objectIdentifier, partsOf } from './der';
import { derIdentifier, derInteger, derSequence, derSet, derValue } from './der-writer';
import { pemBlocks } from './pem';
import { isSignature, readPublicKey, writePublicKey, type PublicKey } from './public-key';
import { publicHalf, signedSequence, type SigningKey } from './signing-key';

/** What a certificate signing request asks for (PKCS#10, RFC 2986). */
export interface CertificateRequest {
  /** As DER, and as text: `CN=example.com, O=example Inc.` */
  readonly subject: Uint8Array;
  readonly subjectText: string;
  readonly publicKey: PublicKey;
  /** As DER. */
  readonly extensions: readonly Uint8Array[];
  /** Whether its own key signed it. */
  readonly signed: boolean;
}

/** extensionRequest of PKCS#9. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/** Signs a request. @param subject as DER @returns DER */
export function issueRequest(
  subject: Uint8Array,
  key: SigningKey,
  extensions: readonly Uint8Array[],
): Uint8Array {
  const attribute = derSequence(derIdentifier(EXTENSION_REQUEST), derSet(derSequence(...extensions)));
  const body = derSequence(
    derInteger(0n),
    subject,
    writePublicKey(publicHalf(key)),
    derValue(0xa0, ...(extensions.length === 0 ? [] : [attribute])),
  );
  return signedSequence(body, key);
}

/** The first request of a PEM text; undefined when there is none. */
export function readRequest(pem: string): CertificateRequest | undefined {
  const [bytes] = pemBlocks(pem, 'CERTIFICATE REQUEST');
  const [body, algorithm, signature] = partsOf(bytes && derValues(bytes)?.[0]);
  const [, subject, info, attributes] = partsOf(body);
  const publicKey = readPublicKey(info);
  const [algorithmId] = partsOf(algorithm);
  if (!body || !subject || !publicKey || !algorithmId) return undefined;
  const asked = partsOf(attributes).find((attribute) => {
    const [id] = partsOf(attribute);
    return id !== undefined && objectIdentifier(id) === EXTENSION_REQUEST;
  });
  const list = partsOf(partsOf(asked)[1])[0];
  return {
    subject: subject.encoded,
    subjectText: nameText(subject),
    publicKey,
    extensions: partsOf(list).map(({ encoded }) => encoded),
    signed: isSignature(publicKey, objectIdentifier(algorithmId), body.encoded, bitOctets(signature)),
  };
}
