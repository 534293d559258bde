import type { SdsSecretConfig, TransportSocket } from '../../../../../envoy/config/index';
import { message, typed } from './message';

type CommonTlsContext = NonNullable<NonNullable<TransportSocket['typedConfig']>['commonTlsContext']>;

/** Secrets that the pod's agent serves; the others come from istiod. */
const agentSecrets = ['default', 'ROOTCA'];

/** What istiod writes into every cluster's TLS; servers say it only where they are told to. */
const CLIENT_VERSIONS = { tlsMinimumProtocolVersion: 'TLSv1_2', tlsMaximumProtocolVersion: 'TLSv1_3' };

/** How a filter chain is secured, as Envoy's dump has it. */
export function printedServerSocket({
  name,
  typedConfig,
}: TransportSocket): Readonly<Record<string, unknown>> {
  const context = message({
    commonTlsContext: typedConfig?.commonTlsContext && printedContext(typedConfig.commonTlsContext),
    requireClientCertificate: typedConfig?.requireClientCertificate,
  });
  return {
    name,
    typedConfig: typed('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', context),
  };
}

/**
 * How a cluster secures its connections, as Envoy's dump has it.
 * @param chosen one of several, by what an endpoint says
 */
export function printedSocket(socket: TransportSocket, chosen = false): Readonly<Record<string, unknown>> {
  const { proxyProtocol, ...inner } = socket;
  if (proxyProtocol === undefined) return printedPlainSocket(inner);
  return {
    name: 'envoy.transport_sockets.upstream_proxy_protocol',
    typedConfig: typed(
      'envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport',
      {
        config: proxyProtocol === 'V1' ? {} : { version: proxyProtocol },
        transportSocket: {
          ...printedPlainSocket(inner),
          ...(!chosen && isRaw(inner) ? { name: 'raw_buffer' } : {}),
        },
      },
    ),
  };
}

/** Istio names it shortly where it stands inside the only socket. */
function isRaw({ name }: Pick<TransportSocket, 'name'>): boolean {
  return name === 'envoy.transport_sockets.raw_buffer';
}

function printedPlainSocket({ name, typedConfig }: TransportSocket): Readonly<Record<string, unknown>> {
  if (isRaw({ name })) {
    return { name, typedConfig: typed('envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer') };
  }
  const common = typedConfig?.commonTlsContext;
  const context = message({
    commonTlsContext:
      common && printedContext({ ...common, tlsParams: { ...CLIENT_VERSIONS, ...common.tlsParams } }),
    sni: typedConfig?.sni,
  });
  return {
    name,
    typedConfig: typed('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', context),
  };
}

function printedContext(context: CommonTlsContext): Readonly<Record<string, unknown>> {
  const { validationContextSdsSecretConfig: anchors, alpnProtocols, tlsParams } = context;
  const checks = message({
    verifyCertificateSpki: context.verifyCertificateSpki,
    verifyCertificateHash: context.verifyCertificateHash,
    matchSubjectAltNames: context.matchSubjectAltNames,
    crl: context.crl === undefined ? undefined : { filename: context.crl },
    trustChainVerification: context.trustChainVerification,
  });
  const combined = anchors && {
    defaultValidationContext: checks,
    validationContextSdsSecretConfig: secret(anchors),
  };
  return message({
    tlsParams,
    tlsCertificateSdsSecretConfigs: context.tlsCertificateSdsSecretConfigs?.map(secret),
    combinedValidationContext: combined,
    validationContext: combined === undefined && Object.keys(checks).length > 0 ? checks : undefined,
    alpnProtocols,
  });
}

function secret({ name, server }: SdsSecretConfig): Readonly<Record<string, unknown>> {
  if (server) return { name, sdsConfig: { apiConfigSource: asked(server), resourceApiVersion: 'V3' } };
  if (!agentSecrets.includes(name)) return { name, sdsConfig: { ads: {}, resourceApiVersion: 'V3' } };
  return {
    name,
    sdsConfig: {
      apiConfigSource: asked({ clusterName: 'sds-grpc' }),
      initialFetchTimeout: '0s',
      resourceApiVersion: 'V3',
    },
  };
}

function asked(envoyGrpc: NonNullable<SdsSecretConfig['server']>): Readonly<Record<string, unknown>> {
  return {
    apiType: 'GRPC',
    transportApiVersion: 'V3',
    grpcServices: [{ envoyGrpc }],
    setNodeOnFirstMessageOnly: true,
  };
}
