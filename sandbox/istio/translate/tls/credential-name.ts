/** Where a name of SDS leads: a Secret of the proxy's namespace or of any, or a ConfigMap. */
export interface CredentialName {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  /** Ends with `-cacert` where trust anchors are meant. */
  readonly name: string;
  /** Written by Gateway API's conversion: proxies get it by grants, not by their own rights. */
  readonly granted: boolean;
}

/** The suffix that makes the name of a certificate the name of the trust anchors beside it. */
export const CA_SUFFIX = '-cacert';

/** What a `credentialName` begins with that servers beside istiod are asked for, where there are any. */
export const EXTERNAL_SECRET = 'sds://';

const types = [
  { prefix: 'kubernetes://', kind: 'Secret', granted: false },
  { prefix: 'kubernetes-gateway://', kind: 'Secret', granted: true },
  { prefix: 'configmap://', kind: 'ConfigMap', granted: false },
] as const;

/** What a `credentialName` is called where istiod serves it; names that Gateway API's conversion made say already where they come from. */
export function credentialResource(credential: string): string {
  if (credential === 'builtin://') return 'default';
  if (credential === `builtin://${CA_SUFFIX}`) return 'ROOTCA';
  if (credential.startsWith(EXTERNAL_SECRET))
    return credentialResource(credential.slice(EXTERNAL_SECRET.length));
  return credential.includes('://') ? credential : `kubernetes://${credential}`;
}

/**
 * Reads a name of SDS (pilot/pkg/model/credentials/resource.go); undefined for certificates of workloads and files, which
 * are always there.
 * @param namespace the proxy's, for names without one
 */
export function parseCredential(sdsName: string, namespace: string): CredentialName | undefined {
  const type = types.find(({ prefix }) => sdsName.startsWith(prefix));
  if (type === undefined) return undefined;
  const { kind, granted } = type;
  const [first = '', second] = sdsName.slice(type.prefix.length).split('/');
  return second === undefined
    ? { kind, granted, namespace, name: first }
    : { kind, granted, namespace: first, name: second };
}
