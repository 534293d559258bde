import type { ConnectedProxy } from './connected-proxy';

/** Where a connection to istiod begins: the first port that a pod's kernel gives out. */
const CLIENT_PORT = 32_768;

/** What a proxy says it is, beside what its certificate says. */
type Claim = Pick<ConnectedProxy, 'namespace' | 'serviceAccount'>;

/**
 * Why a proxy is turned away: none of the identities that it was certified is of the namespace and the service account
 * that it says it is of; undefined when one is. An empty claim is anybody's (pilot/pkg/xds/auth.go).
 */
export function identityProblem(
  { namespace, serviceAccount }: Claim,
  identities: readonly string[],
): string | undefined {
  const matches = identities.some((identity) => {
    const [, ownNamespace, ownAccount] = /^spiffe:\/\/[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity) ?? [];
    if (ownNamespace === undefined) return false;
    return (
      (namespace === '' || ownNamespace === namespace) &&
      (serviceAccount === '' || ownAccount === serviceAccount)
    );
  });
  return matches
    ? undefined
    : `no identities ([${identities.join(' ')}]) matched ${namespace}/${serviceAccount}`;
}

/** What istiod writes of a connection that it does not take; undefined when it takes it. */
export function refusal({ ip, identity, ...proxy }: ConnectedProxy): string | undefined {
  if (identity === undefined) return undefined;
  const problem = identityProblem(claimOf(proxy), [identity]);
  return problem && `Unauthorized XDS: ${ip}:${String(CLIENT_PORT)} with identity [${identity}]: ${problem}`;
}

/** An agent takes both from its environment. */
function claimOf({
  namespace,
  serviceAccount,
  environment = {},
}: Claim & Pick<ConnectedProxy, 'environment'>): Claim {
  return {
    namespace: environment['POD_NAMESPACE'] ?? namespace,
    serviceAccount: environment['SERVICE_ACCOUNT'] ?? serviceAccount,
  };
}
