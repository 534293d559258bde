import type { Cluster, SdsSecretConfig } from '../../../envoy/config/index';
import { outboundCluster } from '../cluster-name';
import { meshOrigin, type Context } from '../context';
import type { ProxyNodeInfo } from '../proxy/proxy-node';
import { providerService } from '../provider-service';
import { credentialResource, EXTERNAL_SECRET } from './credential-name';

const SOCKET_CLUSTER = 'sds-external';
const SOCKET_PATH = './var/run/secrets/credential-uds/socket';

/** Who is asked for the secrets of `sds://` names. */
export interface SecretServer {
  readonly clusterName: string;
  readonly authority?: string;
  /** It knows secrets by whole names, with what they begin with. */
  readonly wholeNames?: true;
}

/**
 * The server of a proxy's secrets beside istiod: a socket in its pod, else the first provider of the mesh for them;
 * undefined where there is neither, `nobody` where the provider's service is unknown
 * (pilot/pkg/security/model/authentication.go).
 */
export function secretServer(context: Context): SecretServer | 'nobody' | undefined {
  const socket = secretSocket(context.proxy);
  if (socket !== undefined) return socket;
  const providers = context.snapshot.mesh.extensionProviders ?? [];
  const sds = providers.find((provider) => provider.sds !== undefined)?.sds;
  if (sds === undefined) return undefined;
  const service = providerService(context, sds.service ?? '');
  if (service === undefined) return 'nobody';
  return { clusterName: outboundCluster(sds.port ?? 0, '', service.hostname), authority: service.hostname };
}

/** The socket in a proxy's own pod: the only one beside istiod that it asks for what it shows to servers. */
export function secretSocket({
  credentialSocket,
}: Pick<ProxyNodeInfo, 'credentialSocket'>): SecretServer | undefined {
  return credentialSocket ? { clusterName: SOCKET_CLUSTER, wholeNames: true } : undefined;
}

/** Whom a proxy asks for a credential, and by which name; undefined where nobody can be asked. */
export function credentialSecret(
  credential: string,
  server: SecretServer | 'nobody' | undefined,
): SdsSecretConfig | undefined {
  if (!credential.startsWith(EXTERNAL_SECRET)) return { name: credentialResource(credential) };
  if (server === 'nobody') return undefined;
  const name = credential.slice(EXTERNAL_SECRET.length);
  if (server === undefined) return { name: credentialResource(name) };
  const { wholeNames, ...asked } = server;
  return { name: wholeNames ? credential : name, server: asked };
}

/** Where the socket of a pod's own server of secrets is reached; its agent found it there when it began. */
export function socketCluster(context: Context): Cluster {
  const endpoint = { address: { pipe: { path: SOCKET_PATH } } };
  return {
    name: SOCKET_CLUSTER,
    altStatName: `${SOCKET_CLUSTER};`,
    type: 'STATIC',
    connectTimeout: context.snapshot.mesh.connectTimeout,
    lbPolicy: 'ROUND_ROBIN',
    http2: true,
    loadAssignment: { clusterName: SOCKET_CLUSTER, endpoints: [{ lbEndpoints: [endpoint] }] },
    origin: meshOrigin(context, 'extensionProviders'),
  };
}
