import type { KubeObject } from '../../kube/index';

/** Finds a secret; without a namespace it is one of the proxy's own. */
export type SecretLookup = (name: string, namespace?: string) => KubeObject | undefined;

const OWN_SECRET = 'kubernetes://';
const ANY_SECRET = 'kubernetes-gateway://';
const CA_SUFFIX = '-cacert';

/** Certificates of workloads and from files are always there; credentials are secrets. */
export function isCredential(sdsName: string): boolean {
  return sdsName.startsWith(OWN_SECRET) || sdsName.startsWith(ANY_SECRET);
}

/** Whether it names what peers are checked against. */
export function isTrustAnchors(sdsName: string): boolean {
  return sdsName.endsWith(CA_SUFFIX);
}

/** The Secret behind a name of SDS; undefined for what is no credential, and where one is missing or lacks keys. */
export function secretNamed(sdsName: string, secretOf: SecretLookup): KubeObject | undefined {
  if (sdsName.startsWith(OWN_SECRET))
    return complete(sdsName.slice(OWN_SECRET.length), (name) => secretOf(name));
  if (!sdsName.startsWith(ANY_SECRET)) return undefined;
  const [namespace = '', name = ''] = sdsName.slice(ANY_SECRET.length).split('/');
  return complete(name, (wanted) => secretOf(wanted, namespace));
}

/** Keys of the types kubernetes.io/tls and generic (pilot/pkg/credentials/kube/secrets.go). */
function complete(name: string, secretOf: (name: string) => KubeObject | undefined): KubeObject | undefined {
  if (!isTrustAnchors(name)) {
    const secret = secretOf(name);
    return has(secret, 'tls.crt', 'tls.key') || has(secret, 'cert', 'key') ? secret : undefined;
  }
  return [secretOf(name), secretOf(name.slice(0, -CA_SUFFIX.length))].find(
    (secret) => has(secret, 'ca.crt') || has(secret, 'cacert'),
  );
}

function has(secret: KubeObject | undefined, ...keys: readonly string[]): boolean {
  return keys.every((key) => (secret?.data?.[key] ?? '') !== '');
}
