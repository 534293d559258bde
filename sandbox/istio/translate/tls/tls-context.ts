import type { SdsSecretConfig, TransportSocket } from '../../../envoy/config/index';
import type { ServerTlsSettings } from '../../discovery/api/index';
import type { MeshConfig } from '../../discovery/index';
import { CA_SUFFIX } from './credential-name';
import { credentialSecret, type SecretServer } from './secret-server';

const TLS = 'envoy.transport_sockets.tls';
const WORKLOAD_CERTIFICATE = { name: 'default' };
const ROOT = { name: 'ROOTCA' };

/** What sidecars accept of each other (pilot/pkg/security/authn/utils). */
const MESH_CIPHERS = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-GCM-SHA256',
];

/** A sidecar's own mTLS: the workload's certificate; the peer's is of the mesh's root and trust domains. */
export function inboundMutualTls(
  http: boolean,
  mesh: Pick<MeshConfig, 'meshMTLS' | 'trustDomain' | 'trustDomainAliases'>,
): TransportSocket {
  const { meshMTLS, trustDomain, trustDomainAliases = [] } = mesh;
  const domains = [...new Set([trustDomain, ...trustDomainAliases])].filter((domain) => domain !== '');
  return {
    name: TLS,
    typedConfig: {
      requireClientCertificate: true,
      commonTlsContext: {
        alpnProtocols: http ? ['h2', 'http/1.1'] : ['istio-peer-exchange', 'h2', 'http/1.1'],
        tlsCertificateSdsSecretConfigs: [WORKLOAD_CERTIFICATE],
        validationContextSdsSecretConfig: ROOT,
        ...(domains.length > 0
          ? { matchSubjectAltNames: domains.map((domain) => ({ prefix: `spiffe://${domain}/` })) }
          : {}),
        tlsParams: {
          tlsMinimumProtocolVersion: version(meshMTLS?.minProtocolVersion) ?? 'TLSv1_2',
          tlsMaximumProtocolVersion: 'TLSv1_3',
          cipherSuites: meshMTLS?.cipherSuites ?? MESH_CIPHERS,
        },
      },
    },
  };
}

type TlsContext = NonNullable<NonNullable<TransportSocket['typedConfig']>['commonTlsContext']>;

/**
 * What `servers[].tls` or a Sidecar's `ingress[].tls` asks of clients (pilot/pkg/networking/core/listener.go BuildListenerTLSContext).
 * @param tcp whether bytes, not HTTP, come out of it
 * @param server who has the secrets of `sds://` names, where that is not istiod
 */
export function serverTls(
  tls: ServerTlsSettings,
  tcp: boolean,
  mesh?: MeshConfig,
  server?: SecretServer | 'nobody',
): TransportSocket {
  const mode = tls.mode ?? 'PASSTHROUGH';
  const istioMutual = mode === 'ISTIO_MUTUAL';
  return {
    name: TLS,
    typedConfig: {
      requireClientCertificate: mode === 'MUTUAL' || istioMutual,
      commonTlsContext: {
        alpnProtocols: istioMutual && tcp ? ['istio-peer-exchange', 'h2', 'http/1.1'] : ['h2', 'http/1.1'],
        tlsCertificateSdsSecretConfigs: istioMutual ? [WORKLOAD_CERTIFICATE] : certificateNames(tls, server),
        ...clientChecks(tls, mode, server),
        ...(istioMutual ? {} : tlsParams(tls, mesh)),
      },
    },
  };
}

/** How clients' certificates are checked; with credentials names and pins stand even where none is asked for. */
function clientChecks(
  tls: ServerTlsSettings,
  mode: string,
  server: SecretServer | 'nobody' | undefined,
): TlsContext {
  const checksClient = ['MUTUAL', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
  if (!checksClient && !hasCredential(tls)) return {};
  const pinned = mode !== 'ISTIO_MUTUAL' && hasCredential(tls);
  const anchors = !checksClient ? undefined : mode === 'ISTIO_MUTUAL' ? ROOT : trustAnchors(tls, server);
  return {
    ...(anchors ? { validationContextSdsSecretConfig: anchors } : {}),
    ...(tls.subjectAltNames?.length
      ? { matchSubjectAltNames: tls.subjectAltNames.map((exact) => ({ exact })) }
      : {}),
    ...(pinned && tls.verifyCertificateSpki?.length
      ? { verifyCertificateSpki: tls.verifyCertificateSpki }
      : {}),
    ...(pinned && tls.verifyCertificateHash?.length
      ? { verifyCertificateHash: tls.verifyCertificateHash }
      : {}),
    ...(tls.caCrl ? { crl: tls.caCrl } : {}),
    ...(checksClient && tls.insecureSkipVerify === true
      ? { trustChainVerification: 'ACCEPT_UNTRUSTED' }
      : {}),
  };
}

/** Protocol versions, ciphers and curves: the server's, else the mesh's. */
function tlsParams(tls: ServerTlsSettings, mesh: MeshConfig | undefined): TlsContext {
  const defaults = mesh?.tlsDefaults;
  const minimum = version(tls.minProtocolVersion) ?? version(defaults?.minProtocolVersion);
  const maximum = version(tls.maxProtocolVersion);
  const ciphers = tls.cipherSuites?.length ? tls.cipherSuites : (defaults?.cipherSuites ?? []);
  const curves = tls.ecdhCurves?.length ? tls.ecdhCurves : (defaults?.ecdhCurves ?? []);
  const params = {
    ...(minimum ? { tlsMinimumProtocolVersion: minimum } : {}),
    ...(maximum ? { tlsMaximumProtocolVersion: maximum } : {}),
    ...(ciphers.length > 0 ? { cipherSuites: [...new Set(ciphers)] } : {}),
    ...(curves.length > 0 ? { ecdhCurves: curves } : {}),
  };
  return Object.keys(params).length === 0 ? {} : { tlsParams: params };
}

/** `TLSV1_2` → `TLSv1_2`. */
function version(text: string | undefined): string | undefined {
  return text === undefined || text === 'TLS_AUTO' ? undefined : text.replace('TLSV', 'TLSv');
}

function hasCredential(tls: ServerTlsSettings): boolean {
  return credentialsOf(tls).length > 0;
}

function credentialsOf(tls: ServerTlsSettings): readonly string[] {
  if (tls.credentialNames?.length) return tls.credentialNames;
  return tls.credentialName ? [tls.credentialName] : [];
}

function certificateNames(
  tls: ServerTlsSettings,
  server: SecretServer | 'nobody' | undefined,
): readonly SdsSecretConfig[] {
  const credentials = credentialsOf(tls);
  if (credentials.length > 0) return credentials.flatMap((name) => credentialSecret(name, server) ?? []);
  const pairs = tls.tlsCertificates?.length ? tls.tlsCertificates : [tls];
  const named = pairs.filter((pair) => pair.serverCertificate && pair.privateKey);
  if (named.length === 0) return [WORKLOAD_CERTIFICATE];
  return named.map((pair) => ({
    name: `file-cert:${pair.serverCertificate ?? ''}~${pair.privateKey ?? ''}`,
  }));
}

function trustAnchors(
  tls: ServerTlsSettings,
  server: SecretServer | 'nobody' | undefined,
): SdsSecretConfig | undefined {
  const [credential] = credentialsOf(tls);
  const named = tls.caCertCredentialName || (credential && credential + CA_SUFFIX);
  if (named) return credentialSecret(named, server);
  return tls.caCertificates ? { name: `file-root:${tls.caCertificates}` } : ROOT;
}
