import { octetText } from '../../lib/octet-text';
import type { KubeObject } from '../../kube/index';
import { decodeBytes } from '../../lib/base64';
import { memoByObject } from '../../lib/memo';
import {
  keyFits,
  parseCertificates,
  parseRevocationLists,
  type Certificate,
  type Credential,
} from '../../lib/x509/index';

/** The certificates in a Secret, of type kubernetes.io/tls or generic, the server's own first; none where there are none. */
const credentialChain = memoByObject((secret: KubeObject): readonly Certificate[] =>
  parseCertificates(textOf(secret, 'tls.crt', 'cert')),
);

const UNUSABLE: Credential = { certificates: [] };

/** A Secret as a proxy's own certificate, which its key has to fit (Envoy rejects the secret otherwise). */
export const ownCertificate = memoByObject((secret: KubeObject): Credential => {
  const fits = keyFits(textOf(secret, 'tls.crt', 'cert'), textOf(secret, 'tls.key', 'key'));
  return fits ? { certificates: credentialChain(secret) } : UNUSABLE;
});

/** A Secret as what a proxy checks its peers against, with the list of what was revoked where there is one. */
export const trustAnchors = memoByObject((secret: KubeObject): Credential => {
  const certificates = parseCertificates(textOf(secret, 'ca.crt', 'cacert'));
  const listed = textOf(secret, 'ca.crl', 'crl');
  if (listed === '') return { certificates };
  const revocations = parseRevocationLists(listed);
  return revocations.length === 0 ? UNUSABLE : { certificates, revocations };
});

const NO_BYTES = new Uint8Array();

function textOf({ kind, data }: KubeObject, key: string, generic: string): string {
  const written = data?.[key] ?? data?.[generic] ?? '';
  if (kind === 'ConfigMap') return written;
  return octetText(decodeBytes(written) ?? NO_BYTES);
}
