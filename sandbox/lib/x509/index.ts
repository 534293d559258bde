/** Certificates as files and Secrets hold them, who vouches for whom, and the making of both. */
export { parseCertificates } from './certificate';
export type { Certificate } from './certificate';
export type { Credential } from './credential';
export { writeName } from './distinguished-name';
export type { DistinguishedName } from './distinguished-name';
export {
  alternativeNames,
  authorityExtension,
  authorityKeyExtension,
  issueCertificate,
  keyIdentifier,
  subjectKeyExtension,
} from './issue';
export { pemBlock } from './pem';
export { keyFits } from './private-key';
export { parseRevocationLists } from './revocation-list';
export type { RevocationList } from './revocation-list';
export { publicHalf } from './signing-key';
export type { SigningKey } from './signing-key';
export { trustFailure, trustProblem } from './trust';
export type { TrustProblem } from './trust';
