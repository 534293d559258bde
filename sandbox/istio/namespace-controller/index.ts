/** What istiod leaves in every namespace (pilot/pkg/bootstrap, namespacecontroller.go). */
export { isRootCertificateMap, startRootCertificates } from './root-certificates';
