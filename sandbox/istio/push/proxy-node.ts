import { parseYaml } from '../../lib/yaml/index';
import { overlayProxyConfig, type MeshConfig, type ProxySettings } from '../discovery/index';
import type { ProxyNodeInfo } from '../translate/index';
import type { ConnectedProxy } from './connected-proxy';

const METADATA = 'ISTIO_META_';

/**
 * What istiod makes of what a proxy says when it connects: of its environment the variables that its agent hands on
 * (pkg/bootstrap/config.go), and its configuration over the mesh's own as it is now.
 */
export function proxyNodeOf(
  proxy: ConnectedProxy,
  { defaultConfig = {} }: MeshConfig,
  clusterDomain: string,
): ProxyNodeInfo {
  const environment = proxy.environment ?? {};
  const metadata = (name: string): string => environment[METADATA + name] ?? '';
  const captures = metadata('DNS_CAPTURE') === 'true';
  const certificate = metadata('TLS_CLIENT_CERT_CHAIN');
  return {
    id: proxy.id,
    type: proxy.role === 'gateway' ? 'router' : 'sidecar',
    namespace: proxy.namespace,
    labels: proxy.labels,
    ip: proxy.ip,
    serviceAccount: proxy.serviceAccount,
    dnsDomain: `${proxy.namespace}.svc.${clusterDomain}`,
    settings: overlayProxyConfig(defaultConfig, written(environment)),
    interceptionMode: interceptionModes[metadata('INTERCEPTION_MODE')] ?? 'REDIRECT',
    ...(metadata('UNPRIVILEGED_POD') === 'true' && { unprivileged: true }),
    ...(captures && { dnsProxyAddress: metadata('DNS_PROXY_ADDR') }),
    ...(captures && metadata('DNS_AUTO_ALLOCATE') === 'true' && { dnsAutoAllocate: true }),
    ...(metadata('IDLE_TIMEOUT') && { idleTimeout: metadata('IDLE_TIMEOUT') }),
    ...(metadata('OUTBOUND_LISTENER_EXACT_BALANCE') === 'true' && { outboundExactBalance: true }),
    ...(metadata('INBOUND_LISTENER_EXACT_BALANCE') === 'true' && { inboundExactBalance: true }),
    ...(metadata('MESH_ID') && { meshId: metadata('MESH_ID') }),
    ...(metadata('CLUSTER_ID') && { clusterId: metadata('CLUSTER_ID') }),
    ...(certificate && {
      clientCertificates: {
        clientCertificate: certificate,
        privateKey: metadata('TLS_CLIENT_KEY'),
        caCertificates: metadata('TLS_CLIENT_ROOT_CERT'),
      },
    }),
  };
}

const interceptionModes: Readonly<Record<string, ProxyNodeInfo['interceptionMode']>> = {
  TPROXY: 'TPROXY',
  NONE: 'NONE',
};

/** PROXY_CONFIG, as JSON or YAML. */
function written({ PROXY_CONFIG: text = '' }: Readonly<Record<string, string>>): ProxySettings {
  const value = parseYaml(text, { file: 'PROXY_CONFIG' }).documents[0]?.value;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
