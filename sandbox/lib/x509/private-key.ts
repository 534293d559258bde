import { derValues, partsOf, type DerValue } from './der';
import { pemBlocks } from './pem';

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const BIT_STRING = 0x03;

/**
 * Whether a PEM text holds the private key of the first certificate of another: PKCS#8, PKCS#1 or SEC 1. A key that says
 * nothing of its public half is taken for the one.
 */
export function keyFits(certificatePem: string, keyPem: string): boolean {
  const [certificate] = pemBlocks(certificatePem, 'CERTIFICATE');
  const [key] = pemBlocks(keyPem, 'PRIVATE KEY');
  const wanted = certificate && publicBits(certificate);
  const values = key && partsOf(derValues(key)?.[0]);
  if (wanted === undefined || values === undefined || values[0]?.tag !== INTEGER) return false;
  const own = ownPublicHalf(values);
  if (own === undefined) return values.length > 2;
  return hex(own.tag === INTEGER ? modulus(wanted) : wanted) === hex(own.bytes);
}

/** The bits of a certificate's subjectPublicKeyInfo, with the octet before them that counts the unused ones. */
function publicBits(certificate: Uint8Array): Uint8Array | undefined {
  const fields = partsOf(partsOf(derValues(certificate)?.[0])[0]);
  const info = fields.find(
    (field) => field.tag === SEQUENCE && partsOf(field).length === 2 && partsOf(field)[1]?.tag === BIT_STRING,
  );
  return partsOf(info)[1]?.bytes;
}

/** The modulus of an RSA key, the point of an elliptic one; undefined when the key does not say. */
function ownPublicHalf(values: readonly DerValue[]): DerValue | undefined {
  const [, second, third] = values;
  if (second?.tag === INTEGER) return second;
  if (second?.tag === OCTET_STRING) return partsOf(values.find(({ tag }) => tag === 0xa1))[0];
  const inner = third?.tag === OCTET_STRING ? derValues(third.bytes)?.[0] : undefined;
  return inner?.tag === SEQUENCE ? ownPublicHalf(partsOf(inner)) : undefined;
}

function modulus(bits: Uint8Array): Uint8Array | undefined {
  return partsOf(derValues(bits.subarray(1))?.[0])[0]?.bytes;
}

function hex(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : [...bytes].join(',');
}
