/** Certificates: what the CA issues to workloads, and what credentials hold. */
export { ownCertificate, trustAnchors } from './credential';
export { spiffeId } from './identity';
export { rootPem, workloadPem } from './authority';
export { rootCertificate, workloadCertificate } from './workload-certificate';
export type { IssuedCertificate } from './workload-certificate';
