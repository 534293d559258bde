import { trustProblem, type Certificate, type Credential, type TrustProblem } from '../lib/x509/index';
import type { ConnectRequest, Handshake, TlsVersion } from '../net/index';
import { acceptsName } from './cluster/server-certificate';
import type { FilterChain } from './config/index';
import type { Destination } from './destination';
import { endsTls } from './match/filter-chain-table';
import type { ProxyContext } from './proxy-context';
import { lacksSecret, MESH_ROOT } from './tls-secrets';

/** The secret that holds a workload's own certificate. */
const OWN_CERTIFICATE = 'default';

/** What a handshake needs of its proxy. */
type Credentials = Pick<ProxyContext, 'credential' | 'now'>;

/** TLS alerts for what OpenSSL finds (SSL_alert_from_verify_result); the rest is about who vouches. */
const ALERTS: Partial<Record<TrustProblem, string>> = {
  'certificate revoked': 'certificate revoked',
  'certificate has expired': 'certificate expired',
  'certificate is not yet valid': 'bad certificate',
};
const UNKNOWN_CA = 'unknown ca';
/** Of a certificate that is in order, but not of anybody who is awaited. */
const UNWANTED_NAME = 'certificate unknown';
const NONE: readonly never[] = [];
const VERSIONS: readonly TlsVersion[] = ['TLSv1.3', 'TLSv1.2'];

/** Why a connection is closed instead of served: no chain, TLS where none is spoken, or a client that is not accepted. */
export interface TurnedAway {
  /** What the client is told before, in TLS's own words; undefined = nothing. */
  readonly alert?: string;
}

/** Undefined when the connection is served. */
export function turnedAway(
  { chain }: Pick<Destination, 'chain'>,
  { hello }: ConnectRequest,
  proxy: Credentials,
): TurnedAway | undefined {
  if (!chain) return {};
  if (!endsTls(chain)) return undefined;
  if (hello.protocol !== 'tls' || !canHandshake(chain, proxy)) return {};
  return clientProblem(chain, hello, proxy);
}

function clientProblem(
  chain: FilterChain,
  { clientChain, clientIdentity }: ConnectRequest['hello'],
  proxy: Credentials,
): TurnedAway | undefined {
  const { requireClientCertificate, commonTlsContext } = chain.transportSocket?.typedConfig ?? {};
  if (clientChain === undefined && clientIdentity === undefined)
    return requireClientCertificate === true ? { alert: 'certificate required' } : undefined;
  if (commonTlsContext?.trustChainVerification === 'ACCEPT_UNTRUSTED') return undefined;
  const anchors = anchorsOf(chain, proxy);
  const accepted = commonTlsContext?.matchSubjectAltNames ?? NONE;
  if (anchors === undefined) {
    const fromMesh = commonTlsContext?.validationContextSdsSecretConfig?.name === MESH_ROOT;
    if (fromMesh && clientChain !== undefined) return { alert: UNKNOWN_CA };
    const isWelcome = clientIdentity === undefined || acceptsName(accepted, [clientIdentity]);
    return isWelcome ? undefined : { alert: UNWANTED_NAME };
  }
  // A workload's identity is vouched for by the mesh's root, which is not what the server was given.
  if (clientChain === undefined) return { alert: UNKNOWN_CA };
  const { certificates, revocations } = anchors;
  const problem = trustProblem(clientChain, certificates, undefined, proxy.now(), revocations);
  if (problem) return { alert: ALERTS[problem] ?? UNKNOWN_CA };
  return acceptsName(accepted, clientChain[0]?.names ?? NONE) ? undefined : { alert: UNWANTED_NAME };
}

/** Whether everything is there that the chain's TLS names; Envoy closes connections of one that is not ready. */
export function canHandshake({ transportSocket }: FilterChain, proxy: Credentials): boolean {
  return !lacksSecret(transportSocket, proxy);
}

/** Workload certificates come from SDS as `default`; a gateway's own certificates are secrets. */
export function showsOwnIdentity(chain: FilterChain | undefined): boolean {
  return certificatesOf(chain).some(({ name }) => name === OWN_CERTIFICATE);
}

/** The certificates of a credential that are shown to clients; undefined when an identity is. */
export function shownChain(
  chain: FilterChain | undefined,
  proxy: Credentials,
): readonly Certificate[] | undefined {
  const [shown] = certificatesOf(chain);
  return shown && proxy.credential(shown.name)?.certificates;
}

/** The newest TLS version that both sides speak (a server speaks 1.2 and 1.3 unless told otherwise); undefined = none. */
export function agreedVersion(
  chain: FilterChain,
  { versions = VERSIONS }: ConnectRequest['hello'],
): TlsVersion | undefined {
  const { tlsMinimumProtocolVersion = 'TLSv1_2', tlsMaximumProtocolVersion = 'TLSv1_3' } =
    chain.transportSocket?.typedConfig?.commonTlsContext?.tlsParams ?? {};
  return VERSIONS.find((version) => {
    const name = version.replace('.', '_');
    const fits = name >= tlsMinimumProtocolVersion && name <= tlsMaximumProtocolVersion;
    return fits && versions.includes(version);
  });
}

/** What was agreed on with a client whose TLS ends here. @param away what the client was turned away with, if it was */
export function handshakeOf(
  { chain }: Pick<Destination, 'chain'>,
  { hello }: ConnectRequest,
  away: TurnedAway | undefined,
  proxy: Credentials & Pick<ProxyContext, 'node'>,
): Handshake | undefined {
  const version = chain && agreedVersion(chain, hello);
  if (chain === undefined || version === undefined) return undefined;
  const { requireClientCertificate, commonTlsContext } = chain.transportSocket?.typedConfig ?? {};
  const offers = hello.alpn ?? NONE;
  const alpn = commonTlsContext?.alpnProtocols?.find((protocol) => offers.includes(protocol));
  const authorities = anchorsOf(chain, proxy)?.certificates.map(({ subject }) => subject);
  const alert = away?.alert;
  return {
    version,
    asksClient:
      requireClientCertificate === true || commonTlsContext?.validationContextSdsSecretConfig !== undefined,
    ...(alpn === undefined ? {} : { alpn }),
    ...(authorities === undefined ? {} : { authorities }),
    ...(alert === undefined ? {} : { alert }),
    ...(showsOwnIdentity(chain) ? { proxy: proxy.node.id } : {}),
  };
}

function anchorsOf(chain: FilterChain, proxy: Credentials): Credential | undefined {
  const name = chain.transportSocket?.typedConfig?.commonTlsContext?.validationContextSdsSecretConfig?.name;
  return name === undefined ? undefined : proxy.credential(name);
}

function certificatesOf(chain: FilterChain | undefined): readonly { readonly name: string }[] {
  return chain?.transportSocket?.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? NONE;
}
