import { parseDurationMs } from '../../lib/duration';
import { isRecord, type ApiServer, type KubeObject } from '../../kube/index';
import { DEFAULT_FEATURES, DEFAULT_MESH_CONFIG, type Features } from '../discovery/index';

const KEY = { kind: 'Deployment', namespace: DEFAULT_MESH_CONFIG.rootNamespace, name: 'istiod' };
const CONTAINER = 'discovery';

/** Whether an object is the Deployment that istiod runs from. */
export function isIstiodDeployment({ kind, metadata }: KubeObject): boolean {
  return kind === KEY.kind && metadata.name === KEY.name && metadata.namespace === KEY.namespace;
}

/** What istiod's environment, as its Deployment gives it, makes of its switches; a value that cannot be read leaves the default. */
export function readFeatures(api: ApiServer): Features {
  return readFeaturesOf(environmentOf(api.get(KEY)?.spec));
}

/** The same for an environment that is at hand. */
export function readFeaturesOf(environment: Readonly<Record<string, string>>): Features {
  const read = <Value>(name: string, parse: (text: string) => Value | undefined, fallback: Value): Value => {
    const text = environment[name];
    return (text === undefined ? undefined : parse(text)) ?? fallback;
  };
  return {
    tlsOnSidecarIngress: read('ENABLE_TLS_ON_SIDECAR_INGRESS', truth, DEFAULT_FEATURES.tlsOnSidecarIngress),
    ipAutoallocate: read('PILOT_ENABLE_IP_AUTOALLOCATE', truth, DEFAULT_FEATURES.ipAutoallocate),
    selectorBasedGatewayPolicy: read(
      'ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY',
      truth,
      DEFAULT_FEATURES.selectorBasedGatewayPolicy,
    ),
    filterGatewayClusterConfig: read(
      'PILOT_FILTER_GATEWAY_CLUSTER_CONFIG',
      truth,
      DEFAULT_FEATURES.filterGatewayClusterConfig,
    ),
    strictGatewayMerging: read(
      'PILOT_ENABLE_STRICT_GATEWAY_MERGING',
      truth,
      DEFAULT_FEATURES.strictGatewayMerging,
    ),
    jwksFetchMode: read(
      'PILOT_JWT_ENABLE_REMOTE_JWKS',
      (text) => fetchModes[text.toLowerCase()],
      DEFAULT_FEATURES.jwksFetchMode,
    ),
    disableShadowHostSuffix: read(
      'DISABLE_SHADOW_HOST_SUFFIX',
      truth,
      DEFAULT_FEATURES.disableShadowHostSuffix,
    ),
    traceSampling: read('PILOT_TRACE_SAMPLING', percent, DEFAULT_FEATURES.traceSampling),
    gatewayHandshakeTimeoutS: read(
      'PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT',
      seconds,
      DEFAULT_FEATURES.gatewayHandshakeTimeoutS,
    ),
    endpointTelemetryLabel: read(
      'PILOT_ENDPOINT_TELEMETRY_LABEL',
      truth,
      DEFAULT_FEATURES.endpointTelemetryLabel,
    ),
    persistentSessions: read(
      'PILOT_ENABLE_PERSISTENT_SESSION_FILTER',
      truth,
      DEFAULT_FEATURES.persistentSessions,
    ),
    dualStack: read('ISTIO_DUAL_STACK', truth, DEFAULT_FEATURES.dualStack),
    sendUnhealthyEndpoints: read(
      'PILOT_SEND_UNHEALTHY_ENDPOINTS',
      truth,
      DEFAULT_FEATURES.sendUnhealthyEndpoints,
    ),
    autoSendUnhealthyEndpoints: read(
      'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS',
      truth,
      DEFAULT_FEATURES.autoSendUnhealthyEndpoints,
    ),
    hcmInternalNetworks: read('ENABLE_HCM_INTERNAL_NETWORKS', truth, DEFAULT_FEATURES.hcmInternalNetworks),
    dnsUdpMaxQueries: read('PILOT_DNS_CARES_UDP_MAX_QUERIES', count, DEFAULT_FEATURES.dnsUdpMaxQueries),
    dnsJitterMs: read('PILOT_DNS_JITTER_DURATION', parseDurationMs, DEFAULT_FEATURES.dnsJitterMs),
  };
}

const fetchModes: Readonly<Record<string, Features['jwksFetchMode']>> = {
  istiod: 'istiod',
  false: 'istiod',
  hybrid: 'hybrid',
  true: 'hybrid',
  envoy: 'envoy',
};

function environmentOf(spec: unknown): Readonly<Record<string, string>> {
  const template = isRecord(spec) && isRecord(spec.template) ? spec.template.spec : undefined;
  const containers = isRecord(template) && Array.isArray(template.containers) ? template.containers : [];
  const found = containers.filter(isRecord).find(({ name }) => name === CONTAINER);
  const listed = Array.isArray(found?.env) ? found.env.filter(isRecord) : [];
  return Object.fromEntries(
    listed.flatMap(({ name, value }) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}

/** Go's strconv.ParseBool. */
function truth(text: string): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text) ? false : undefined;
}

function count(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function percent(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= 100 ? value : undefined;
}

function seconds(text: string): number | undefined {
  const ms = parseDurationMs(text);
  return ms === undefined ? undefined : ms / 1000;
}
