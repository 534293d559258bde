/** Certificates as files and Secrets hold them. */
export { parseCertificates } from './certificate';
export type { Certificate } from './certificate';
export { trustProblem } from './trust';
export type { TrustProblem } from './trust';
