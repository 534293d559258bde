import type { SdsSecretConfig, TransportSocket } from '../../../envoy/config/index';
import type { ClientTlsSettings } from '../../discovery/api/index';
import type { MeshConfig } from '../../discovery/index';
import { CA_SUFFIX } from '../tls/credential-name';
import { credentialSecret, type SecretServer } from '../tls/secret-server';

type TlsContext = NonNullable<NonNullable<TransportSocket['typedConfig']>['commonTlsContext']>;

const TLS = 'envoy.transport_sockets.tls';

/** What a cluster and its mesh add to TLS settings. */
export interface SocketInput {
  readonly http2: boolean;
  /** Names that servers outside the mesh may have when the settings list none. */
  readonly defaultNames: readonly string[];
  readonly tlsDefaults?: MeshConfig['tlsDefaults'];
  /** The socket in the pod that `sds://` names are asked for at, where there is one. */
  readonly secretServer?: SecretServer | undefined;
}

/** How a cluster presents itself; undefined without TLS, also where a client's certificate is not fully named. */
export function upstreamSocket(tls: ClientTlsSettings, input: SocketInput): TransportSocket | undefined {
  switch (tls.mode) {
    case 'ISTIO_MUTUAL':
      return istioMutual(tls, input.http2);
    case 'SIMPLE':
      return originateTls(tls, input);
    case 'MUTUAL':
      return tls.credentialName || (tls.clientCertificate && tls.privateKey)
        ? originateTls(tls, input)
        : undefined;
    default:
      return undefined;
  }
}

/** A secret that only its readers may see; a ConfigMap is anybody's. */
export function hasPrivateCredential({ mode, credentialName }: ClientTlsSettings): boolean {
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return false;
  return Boolean(credentialName) && credentialName?.startsWith('configmap://') !== true;
}

function istioMutual({ sni = '', subjectAltNames = [] }: ClientTlsSettings, http2: boolean): TransportSocket {
  return {
    name: TLS,
    typedConfig: {
      sni,
      commonTlsContext: {
        alpnProtocols: ['istio-peer-exchange', 'istio', ...(http2 ? ['h2'] : [])],
        tlsCertificateSdsSecretConfigs: [{ name: 'default' }],
        validationContextSdsSecretConfig: { name: 'ROOTCA' },
        ...exactNames(subjectAltNames),
      },
    },
  };
}

/** TLS towards servers outside the mesh; the system's trust anchors when none are named. */
function originateTls(tls: ClientTlsSettings, input: SocketInput): TransportSocket {
  const file = `file-cert:${tls.clientCertificate ?? ''}~${tls.privateKey ?? ''}`;
  const secret = (suffix: string): SdsSecretConfig | undefined =>
    tls.credentialName ? credentialSecret(tls.credentialName + suffix, input.secretServer) : undefined;
  return {
    name: TLS,
    typedConfig: {
      ...(tls.sni ? { sni: tls.sni } : {}),
      commonTlsContext: {
        ...(input.http2 ? { alpnProtocols: ['h2'] } : {}),
        ...(tls.mode === 'MUTUAL' ? { tlsCertificateSdsSecretConfigs: [secret('') ?? { name: file }] } : {}),
        ...(tls.insecureSkipVerify ? {} : serverChecks(tls, secret(CA_SUFFIX), input.defaultNames)),
        ...tlsParams(input.tlsDefaults),
      },
    },
  };
}

function serverChecks(
  tls: ClientTlsSettings,
  credential: SdsSecretConfig | undefined,
  defaultNames: readonly string[],
): TlsContext {
  return {
    validationContextSdsSecretConfig: credential ?? { name: `file-root:${tls.caCertificates || 'system'}` },
    ...exactNames(tls.subjectAltNames?.length ? tls.subjectAltNames : defaultNames),
    ...(tls.caCrl ? { crl: tls.caCrl } : {}),
  };
}

function exactNames(names: readonly string[]): Pick<TlsContext, 'matchSubjectAltNames'> {
  return names.length > 0 ? { matchSubjectAltNames: names.map((exact) => ({ exact })) } : {};
}

/** The mesh's curves and ciphers hold for what it originates too. */
function tlsParams(defaults: MeshConfig['tlsDefaults']): Pick<TlsContext, 'tlsParams'> {
  const { ecdhCurves = [], cipherSuites = [] } = defaults ?? {};
  if (ecdhCurves.length === 0 && cipherSuites.length === 0) return {};
  return {
    tlsParams: {
      ...(cipherSuites.length > 0 ? { cipherSuites } : {}),
      ...(ecdhCurves.length > 0 ? { ecdhCurves } : {}),
    },
  };
}
