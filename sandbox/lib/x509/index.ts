/** Certificates as files and Secrets hold them, who vouches for whom, and the making of both. */
export { parseCertificates } from './certificate';
export type { Certificate } from './certificate';
export { issueRequest, readRequest } from './certificate-request';
export type { Credential } from './credential';
export { parseSlashName, writeName } from './distinguished-name';
export type { DistinguishedName } from './distinguished-name';
export {
  alternativeNames,
  authorityExtension,
  authorityKeyExtension,
  extendedKeyUsage,
  issueCertificate,
  keyIdentifier,
  keyUsage,
  leafExtension,
  subjectKeyExtension,
} from './issue';
export { pemBlock } from './pem';
export { certificateText, colons, keySize, signatureAlgorithm } from './printed';
export type { PublicKey } from './public-key';
export { parseRevocationLists } from './revocation-list';
export type { RevocationList } from './revocation-list';
export { signedPart } from './signed';
export { generateSigningKey, keyFits, publicHalf, readSigningKey, writeSigningKey } from './signing-key';
export type { SigningKey } from './signing-key';
export { matchesHost, problemNumbers, trustFailure, trustProblem } from './trust';
export type { TrustProblem } from './trust';
