import type { FilterChain, Listener } from '../../envoy/config/index';
import type { KubeObject } from '../../kube/index';

/** Finds a secret; without a namespace it is one of the proxy's own. */
export type SecretLookup = (name: string, namespace?: string) => KubeObject | undefined;

const OWN_SECRET = 'kubernetes://';
const ANY_SECRET = 'kubernetes-gateway://';
const CA_SUFFIX = '-cacert';

/**
 * The listeners that have what they need. One that names a secret istiod cannot serve waits for it, with all of its
 * servers: nothing answers on its port (pilot/pkg/xds/sds.go sends nothing for a secret that is missing or incomplete).
 * What the proxy was served once it keeps as long as a listener names it, whatever becomes of the Secret.
 * @param served names the proxy has been served; brought up to date
 */
export function withoutWaitingListeners(
  listeners: readonly Listener[],
  secretOf: SecretLookup,
  served: Set<string>,
): readonly Listener[] {
  const wanted = new Set(listeners.flatMap(({ filterChains }) => filterChains.flatMap(sdsNames)));
  for (const name of served) if (!wanted.has(name)) served.delete(name);
  for (const name of wanted) if (isServed(name, secretOf)) served.add(name);
  const serving = listeners.filter((listener) =>
    listener.filterChains.flatMap(sdsNames).every((name) => served.has(name)),
  );
  return serving.length === listeners.length ? listeners : serving;
}

function sdsNames({ transportSocket }: FilterChain): string[] {
  const context = transportSocket?.typedConfig?.commonTlsContext;
  const certificates = context?.tlsCertificateSdsSecretConfigs?.map(({ name }) => name) ?? [];
  const anchors = context?.validationContextSdsSecretConfig?.name;
  return anchors === undefined ? certificates : [...certificates, anchors];
}

/** Certificates of workloads and from files are always there; credentials are secrets. */
function isServed(sdsName: string, secretOf: SecretLookup): boolean {
  if (sdsName.startsWith(OWN_SECRET)) {
    const name = sdsName.slice(OWN_SECRET.length);
    return isComplete(name, (wanted) => secretOf(wanted));
  }
  if (!sdsName.startsWith(ANY_SECRET)) return true;
  const [namespace = '', name = ''] = sdsName.slice(ANY_SECRET.length).split('/');
  return isComplete(name, (wanted) => secretOf(wanted, namespace));
}

/** The Secret behind a name of SDS; undefined for certificates that are none, and for Secrets that are missing. */
export function secretNamed(sdsName: string, secretOf: SecretLookup): KubeObject | undefined {
  if (sdsName.startsWith(OWN_SECRET)) return secretOf(sdsName.slice(OWN_SECRET.length));
  if (!sdsName.startsWith(ANY_SECRET)) return undefined;
  const [namespace = '', name = ''] = sdsName.slice(ANY_SECRET.length).split('/');
  return secretOf(name, namespace);
}

/** Keys of the types kubernetes.io/tls and generic (pilot/pkg/credentials/kube/secrets.go). */
function isComplete(name: string, secretOf: (name: string) => KubeObject | undefined): boolean {
  if (!name.endsWith(CA_SUFFIX)) {
    const secret = secretOf(name);
    return has(secret, 'tls.crt', 'tls.key') || has(secret, 'cert', 'key');
  }
  return [secretOf(name), secretOf(name.slice(0, -CA_SUFFIX.length))].some(
    (secret) => has(secret, 'ca.crt') || has(secret, 'cacert'),
  );
}

function has(secret: KubeObject | undefined, ...keys: readonly string[]): boolean {
  return keys.every((key) => (secret?.data?.[key] ?? '') !== '');
}
