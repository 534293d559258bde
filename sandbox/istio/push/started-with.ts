import { AGENT_VARIABLES, agentVariable, STATIC_LABELS, writtenSettings } from '../bootstrap/index';
import { overlayProxyConfig, type MeshConfig } from '../discovery/index';
import type { ProxyNodeInfo } from '../translate/index';

const METADATA = 'ISTIO_META_';

/** The variables that change what istiod makes for a proxy, without their prefix. */
const READ = [
  'CLUSTER_ID',
  'DNS_AUTO_ALLOCATE',
  'DNS_CAPTURE',
  'DNS_PROXY_ADDR',
  'ENABLE_SELF_DISCOVERY',
  'HTTP10',
  'IDLE_TIMEOUT',
  'INBOUND_LISTENER_EXACT_BALANCE',
  'INTERCEPTION_MODE',
  'ISTIO_VERSION',
  'MESH_ID',
  'NETWORK',
  'OUTBOUND_LISTENER_EXACT_BALANCE',
  'REQUESTED_NETWORK_VIEW',
  'TLS_CLIENT_CERT_CHAIN',
  'TLS_CLIENT_KEY',
  'TLS_CLIENT_ROOT_CERT',
  'UNPRIVILEGED_POD',
  'credential',
] as const;

/** Variables that say who the proxy is: they are shown as its metadata. */
const SHOWN = ['APP_CONTAINERS', 'NODE_NAME', 'OWNER', 'POD_PORTS', 'WORKLOAD_NAME'];

/** Whether a variable of a proxy's environment makes a difference, or tells who it is. */
export function isReadVariable(name: string): boolean {
  const handedOn = [...READ, ...SHOWN].map((read) => METADATA + read);
  return [...handedOn, ...AGENT_VARIABLES, STATIC_LABELS].includes(name);
}

/**
 * What a proxy's environment says of it: the variables that its agent hands on (pkg/bootstrap/config.go), and its
 * configuration over the mesh's own as it is now.
 */
export function startedWith(
  environment: Readonly<Record<string, string>>,
  { defaultConfig = {} }: MeshConfig,
): Partial<ProxyNodeInfo> {
  const settings = overlayProxyConfig(defaultConfig, writtenSettings(environment));
  const metadata = (name: (typeof READ)[number]): string =>
    agentVariable(METADATA + name, environment, settings);
  const captures = metadata('DNS_CAPTURE') === 'true';
  const networkView = metadata('REQUESTED_NETWORK_VIEW').split(',').filter(Boolean);
  const certificate = metadata('TLS_CLIENT_CERT_CHAIN');
  return {
    settings,
    interceptionMode: interceptionModes[metadata('INTERCEPTION_MODE')] ?? 'REDIRECT',
    ...(metadata('UNPRIVILEGED_POD') === 'true' && { unprivileged: true }),
    ...(captures && { dnsProxyAddress: metadata('DNS_PROXY_ADDR') }),
    ...(captures && metadata('DNS_AUTO_ALLOCATE') === 'true' && { dnsAutoAllocate: true }),
    ...(metadata('credential') === 'true' && { credentialSocket: true }),
    ...(metadata('ENABLE_SELF_DISCOVERY') === 'true' && { selfDiscovery: true }),
    ...(metadata('HTTP10') === '1' && { http10: true }),
    ...(metadata('IDLE_TIMEOUT') && { idleTimeout: metadata('IDLE_TIMEOUT') }),
    ...(metadata('OUTBOUND_LISTENER_EXACT_BALANCE') === 'true' && { outboundExactBalance: true }),
    ...(metadata('INBOUND_LISTENER_EXACT_BALANCE') === 'true' && { inboundExactBalance: true }),
    ...(metadata('ISTIO_VERSION') && { istioVersion: metadata('ISTIO_VERSION') }),
    ...(metadata('MESH_ID') && { meshId: metadata('MESH_ID') }),
    ...(metadata('CLUSTER_ID') && { clusterId: metadata('CLUSTER_ID') }),
    ...(metadata('NETWORK') && { network: metadata('NETWORK') }),
    ...(networkView.length > 0 && { networkView }),
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
