import type { TransportSocket } from '../../envoy/config/index';
import type { ServerTlsSettings } from '../discovery/api/index';

const TLS = 'envoy.transport_sockets.tls';
const WORKLOAD_CERTIFICATE = { name: 'default' };
const ROOT = { name: 'ROOTCA' };

/** A sidecar's own mTLS: the workload's certificate, the peer checked against the mesh root. */
export function inboundMutualTls(http: boolean): TransportSocket {
  return {
    name: TLS,
    typedConfig: {
      requireClientCertificate: true,
      commonTlsContext: {
        alpnProtocols: http ? ['h2', 'http/1.1'] : ['istio-peer-exchange', 'h2', 'http/1.1'],
        tlsCertificateSdsSecretConfigs: [WORKLOAD_CERTIFICATE],
        validationContextSdsSecretConfig: ROOT,
      },
    },
  };
}

/** What `servers[].tls` or a Sidecar's `ingress[].tls` asks of clients (pilot/pkg/networking/core/listener.go BuildListenerTLSContext). */
export function serverTls(tls: ServerTlsSettings, tcp: boolean): TransportSocket {
  const mode = tls.mode ?? 'PASSTHROUGH';
  const istioMutual = mode === 'ISTIO_MUTUAL';
  const requireClientCertificate = mode === 'MUTUAL' || istioMutual;
  const checksClient = requireClientCertificate || mode === 'OPTIONAL_MUTUAL';
  const certificates = istioMutual ? [WORKLOAD_CERTIFICATE] : certificateNames(tls);
  return {
    name: TLS,
    typedConfig: {
      requireClientCertificate,
      commonTlsContext: {
        alpnProtocols: istioMutual && tcp ? ['istio-peer-exchange', 'h2', 'http/1.1'] : ['h2', 'http/1.1'],
        tlsCertificateSdsSecretConfigs: certificates,
        ...(checksClient
          ? { validationContextSdsSecretConfig: istioMutual ? ROOT : { name: caName(tls) } }
          : {}),
        ...(tls.subjectAltNames?.length
          ? { matchSubjectAltNames: tls.subjectAltNames.map((exact) => ({ exact })) }
          : {}),
      },
    },
  };
}

function certificateNames(tls: ServerTlsSettings): { readonly name: string }[] {
  const names = tls.credentialNames?.length
    ? tls.credentialNames
    : tls.credentialName
      ? [tls.credentialName]
      : [];
  if (names.length > 0) return names.map((name) => ({ name: `kubernetes://${name}` }));
  return [{ name: `file-cert:${tls.serverCertificate ?? ''}~${tls.privateKey ?? ''}` }];
}

function caName(tls: ServerTlsSettings): string {
  const [name] = tls.credentialNames ?? [];
  const credential = tls.credentialName ?? name;
  return credential ? `kubernetes://${credential}-cacert` : `file-root:${tls.caCertificates ?? ''}`;
}
