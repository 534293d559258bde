import type { RemoteJwks } from '../../../envoy/config/index';
import type { JwtRule } from '../../discovery/api/index';
import type { Snapshot } from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import { toProtobufDuration } from '../duration';

const TIMEOUT = '5s';
const CACHE = '300s';
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * Where proxies fetch the keys of a rule themselves; undefined where istiod does: by default, and in hybrid mode where the
 * server is none of the mesh's (pilot/pkg/security/authn/policy_applier.go). In envoy mode a server that the mesh does
 * not know gets a cluster that does not exist.
 */
export function remoteKeySet(
  { jwksUri, jwks_uri, timeout }: JwtRule,
  { registry, features }: Pick<Snapshot, 'registry' | 'features'>,
): RemoteJwks | undefined {
  const uri = jwksUri ?? jwks_uri ?? '';
  if (features.jwksFetchMode === 'istiod' || uri === '') return undefined;
  const [, scheme = '', host = '', written] = /^(https?):\/\/([^/:]+)(?::(\d+))?/.exec(uri) ?? [];
  const port = written === undefined ? (DEFAULT_PORTS[scheme] ?? 0) : Number(written);
  const known = [...registry.named(host).values()];
  const [service] = known;
  const isKnown = known.length === 1 && service !== undefined;
  if (!isKnown && features.jwksFetchMode === 'hybrid') return undefined;
  const cluster = outboundCluster(port, '', isKnown ? service.hostname : host);
  return {
    httpUri: { uri, cluster, timeout: toProtobufDuration(timeout ?? TIMEOUT) },
    cacheDuration: CACHE,
  };
}
