import type { KubeObject } from '../../kube/index';
import { decodeBytes } from '../../lib/base64';
import { memoByObject } from '../../lib/memo';
import { parseCertificates, type Certificate } from '../../lib/x509/index';

/** The certificates in a Secret, of type kubernetes.io/tls or generic, the server's own first; none where there are none. */
export const credentialChain = memoByObject((secret: KubeObject): readonly Certificate[] => {
  const bytes = decodeBytes(secret.data?.['tls.crt'] ?? secret.data?.['cert'] ?? '');
  return parseCertificates([...(bytes ?? [])].map((byte) => String.fromCharCode(byte)).join(''));
});
