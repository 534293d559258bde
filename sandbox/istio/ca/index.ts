/** Certificates: what the CA issues to workloads, and what credentials hold. */
export { credentialChain, ownCertificate, trustAnchors } from './credential';
export { spiffeId } from './identity';
export { rootCertificate, workloadCertificate } from './workload-certificate';
