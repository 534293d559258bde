import { memo } from '../../lib/memo';
import type { KubeObject } from '../../kube/index';
import { CA_SUFFIX, parseCredential } from '../translate/index';

/** Finds the object that a credential is kept in. */
export type SecretLookup = (
  kind: 'Secret' | 'ConfigMap',
  namespace: string,
  name: string,
) => KubeObject | undefined;

/** What a proxy may have. */
export interface SecretAccess {
  /** The proxy's namespace. */
  readonly namespace: string;
  /** The names that the proxy's Gateways entitle it to. */
  readonly verified: () => ReadonlySet<string>;
  readonly lookUp: SecretLookup;
}

/** Certificates of workloads and from files are always there; credentials are secrets. */
export const isCredential = memo(256, (sdsName) => parseCredential(sdsName, '') !== undefined);

/** Whether it names what peers are checked against. */
export function isTrustAnchors(sdsName: string): boolean {
  return sdsName.endsWith(CA_SUFFIX);
}

/**
 * The object behind a name of SDS; undefined for what is no credential, what the proxy may not have, and where it is
 * missing or lacks keys (pilot/pkg/xds/sds.go).
 */
export function secretNamed(
  sdsName: string,
  { namespace, verified, lookUp }: SecretAccess,
): KubeObject | undefined {
  const credential = parseCredential(sdsName, namespace);
  if (credential === undefined) return undefined;
  const { kind, granted } = credential;
  if (granted ? !verified().has(sdsName) : kind === 'Secret' && credential.namespace !== namespace)
    return undefined;
  return complete(credential.name, (name) => lookUp(kind, credential.namespace, name));
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
