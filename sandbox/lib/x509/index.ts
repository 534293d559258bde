/** Certificates as files and Secrets hold them. */
export { parseCertificates } from './certificate';
export type { Certificate } from './certificate';
export type { Credential } from './credential';
export { keyFits } from './private-key';
export { parseRevocationLists } from './revocation-list';
export type { RevocationList } from './revocation-list';
export { trustProblem } from './trust';
export type { TrustProblem } from './trust';
