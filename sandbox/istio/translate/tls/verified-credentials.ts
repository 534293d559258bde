import { memoByObject } from '../../../lib/memo';
import type { GatewaySpec, ServerTlsSettings } from '../../discovery/api/index';
import { internalAnnotations, type Config } from '../../discovery/index';
import type { Context } from '../context';
import { CA_SUFFIX, credentialResource, parseCredential } from './credential-name';
import { gatewaysOf } from '../gateways/gateway-selection';

/**
 * The names of SDS that the Gateways of a proxy entitle it to: Secrets of its own namespace, and those that a
 * ReferenceGrant opens. Only a proxy of the Gateway's namespace, and where one is named of its service account, is
 * entitled to anything (pilot/pkg/model/gateway.go).
 */
export const verifiedCredentials = memoByObject((context: Context): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { config } of gatewaysOf(context)) {
    if (!isItsProxy(config, context)) continue;
    for (const { tls } of config.spec.servers ?? []) {
      for (const name of tls ? namesOf(tls) : []) if (isAllowed(name, config, context)) found.add(name);
    }
  }
  return found;
});

function isItsProxy({ annotations, namespace }: Config<GatewaySpec>, { proxy }: Context): boolean {
  const account = annotations[internalAnnotations.serviceAccountName] ?? '';
  const home = annotations[internalAnnotations.parentNamespace] || namespace;
  return proxy.namespace === home && (account === '' || account === proxy.serviceAccount);
}

/** Own certificates, and what clients are checked against. */
function namesOf(tls: ServerTlsSettings): string[] {
  const named = tls.credentialNames?.length ? tls.credentialNames : [tls.credentialName ?? ''];
  const own = named
    .filter((name) => name !== '' && !name.startsWith('builtin://'))
    .map((name) => credentialResource(name));
  const checksClient = tls.mode === 'MUTUAL' || tls.mode === 'OPTIONAL_MUTUAL';
  const anchors = tls.caCertCredentialName ? [credentialResource(tls.caCertCredentialName)] : [];
  return [...own, ...(checksClient ? own.map((name) => `${name}${CA_SUFFIX}`) : []), ...anchors];
}

function isAllowed(sdsName: string, config: Config<GatewaySpec>, { proxy, snapshot }: Context): boolean {
  const credential = parseCredential(sdsName, proxy.namespace);
  if (credential === undefined) return false;
  const isListenerSet = config.annotations[internalAnnotations.parents]?.startsWith('ListenerSet/') === true;
  const from = isListenerSet ? config.namespace : proxy.namespace;
  const { kind, namespace, name } = credential;
  const sharesNamespace = isListenerSet || config.namespace === proxy.namespace;
  if (sharesNamespace && namespace === from) return true;
  const target = {
    kind,
    namespace,
    name: name.endsWith(CA_SUFFIX) ? name.slice(0, -CA_SUFFIX.length) : name,
  };
  return snapshot.grants.allowsSecret(isListenerSet ? 'ListenerSet' : 'Gateway', from, target);
}
