import type { Cluster, TransportSocket, TransportSocketMatch } from '../../../envoy/config/index';
import type { ClientTlsSettings, MutualTlsMode } from '../../discovery/api/index';
import type { Context } from '../context';

type TlsFields = Pick<Cluster, 'transportSocket' | 'transportSocketMatches' | 'upstreamHttpProtocolOptions'>;

export interface UpstreamTlsInput {
  readonly tls?: ClientTlsSettings;
  readonly type: Cluster['type'];
  readonly clusterSni: string;
  /** Identities of the service's workloads. */
  readonly subjectAltNames: readonly string[];
  readonly http2: boolean;
  readonly meshExternal: boolean;
  /** What clients assume about the service's namespace; DISABLE switches automatic mTLS off. */
  readonly serviceMode: MutualTlsMode;
  /** The DestinationRule was chosen by the client's labels: its credentials are meant for this client. */
  readonly selectedRule: boolean;
}

/**
 * The client's side of TLS (pilot/pkg/networking/core/cluster_tls.go): what the DestinationRule says, else mTLS to the
 * endpoints that can do it, told apart by their metadata.
 */
export function upstreamTls(context: Context, input: UpstreamTlsInput): TlsFields {
  const { tls } = input;
  if (tls !== undefined) return declaredTls(context, tls, input);
  const auto = context.snapshot.mesh.enableAutoMtls && !input.meshExternal && input.serviceMode !== 'DISABLE';
  if (!auto) return {};
  const socket = istioMutual(input.clusterSni, input.subjectAltNames, input.http2);
  return input.type === 'ORIGINAL_DST'
    ? { transportSocket: socket }
    : { transportSocketMatches: matches(socket) };
}

function declaredTls(context: Context, tls: ClientTlsSettings, input: UpstreamTlsInput): TlsFields {
  if (tls.mode === 'ISTIO_MUTUAL') {
    const names = tls.subjectAltNames ?? input.subjectAltNames;
    return { transportSocket: istioMutual(tls.sni || input.clusterSni, names, input.http2) };
  }
  if (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL') return {};
  const secret = tls.credentialName && !tls.credentialName.startsWith('configmap://');
  if (secret && context.proxy.type === 'sidecar' && !input.selectedRule) return {};
  const autoSni = !tls.sni;
  const autoSanValidation = autoSni && !tls.subjectAltNames?.length && !tls.insecureSkipVerify;
  return {
    transportSocket: originateTls(tls, input.http2),
    ...(autoSni
      ? { upstreamHttpProtocolOptions: { autoSni, ...(autoSanValidation ? { autoSanValidation } : {}) } }
      : {}),
  };
}

function istioMutual(sni: string, subjectAltNames: readonly string[], http2: boolean): TransportSocket {
  return {
    name: 'envoy.transport_sockets.tls',
    typedConfig: {
      sni,
      commonTlsContext: {
        alpnProtocols: ['istio-peer-exchange', 'istio', ...(http2 ? ['h2'] : [])],
        tlsCertificateSdsSecretConfigs: [{ name: 'default' }],
        validationContextSdsSecretConfig: { name: 'ROOTCA' },
        ...(subjectAltNames.length > 0
          ? { matchSubjectAltNames: subjectAltNames.map((exact) => ({ exact })) }
          : {}),
      },
    },
  };
}

/** TLS towards servers outside the mesh; the system's trust anchors when none are named. */
function originateTls(tls: ClientTlsSettings, http2: boolean): TransportSocket {
  const credential = tls.credentialName ? `kubernetes://${tls.credentialName}` : undefined;
  const certificate = credential ?? `file-cert:${tls.clientCertificate ?? ''}~${tls.privateKey ?? ''}`;
  const anchors = credential ? `${credential}-cacert` : `file-root:${tls.caCertificates || 'system'}`;
  return {
    name: 'envoy.transport_sockets.tls',
    typedConfig: {
      ...(tls.sni ? { sni: tls.sni } : {}),
      commonTlsContext: {
        ...(http2 ? { alpnProtocols: ['h2'] } : {}),
        ...(tls.mode === 'MUTUAL' ? { tlsCertificateSdsSecretConfigs: [{ name: certificate }] } : {}),
        ...(tls.insecureSkipVerify ? {} : { validationContextSdsSecretConfig: { name: anchors } }),
        ...(tls.subjectAltNames?.length
          ? { matchSubjectAltNames: tls.subjectAltNames.map((exact) => ({ exact })) }
          : {}),
      },
    },
  };
}

function matches(socket: TransportSocket): TransportSocketMatch[] {
  return [
    { name: 'tlsMode-istio', match: { tlsMode: 'istio' }, transportSocket: socket },
    { name: 'tlsMode-disabled', match: {}, transportSocket: { name: 'envoy.transport_sockets.raw_buffer' } },
  ];
}
