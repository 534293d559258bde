import { parseBool } from '../../lib/go-bool';
import { parseDurationMs } from '../../lib/duration';
import { at, recordEvent, records, type ApiServer, type KubeObject } from '../../kube/index';
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
  const read = Object.entries(switches).flatMap(([feature, [name, parse]]) => {
    const text = environment[name];
    const value = text === undefined ? undefined : parse(text);
    return value === undefined ? [] : [[feature, value] as const];
  });
  return { ...DEFAULT_FEATURES, ...(Object.fromEntries(read) as Partial<Features>) };
}

/** Says at istiod's Deployment which of its variables change nothing here. @param nowMs epoch milliseconds */
export function noteUnreadVariables(api: ApiServer, nowMs: number): void {
  const deployment = api.get(KEY);
  if (deployment === undefined) return;
  const known = new Set(Object.values(switches).map(([name]) => name));
  for (const name of Object.keys(environmentOf(deployment.spec))) {
    const effect = known.has(name) ? limits[name] : 'changes nothing here';
    if (effect === undefined) continue;
    recordEvent(api, nowMs, deployment, {
      type: 'Warning',
      reason: 'NotSimulated',
      message: `environment variable ${name} ${effect}`,
      component: 'drydock',
    });
  }
}

/** What of a variable's effect is not simulated, where the rest is. */
const limits: Readonly<Record<string, string>> = {
  PILOT_ENABLE_REDIS_FILTER: 'changes what proxies are told; nothing here speaks Redis',
};

type Switches = {
  readonly [Feature in keyof Features]: readonly [
    name: string,
    parse: (text: string) => Features[Feature] | undefined,
  ];
};

const fetchModes: Readonly<Record<string, Features['jwksFetchMode']>> = {
  istiod: 'istiod',
  false: 'istiod',
  hybrid: 'hybrid',
  true: 'hybrid',
  envoy: 'envoy',
};

/** Every switch by the variable that turns it. */
const switches: Switches = {
  tlsOnSidecarIngress: ['ENABLE_TLS_ON_SIDECAR_INGRESS', parseBool],
  ipAutoallocate: ['PILOT_ENABLE_IP_AUTOALLOCATE', parseBool],
  selectorBasedGatewayPolicy: ['ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY', parseBool],
  filterGatewayClusterConfig: ['PILOT_FILTER_GATEWAY_CLUSTER_CONFIG', parseBool],
  strictGatewayMerging: ['PILOT_ENABLE_STRICT_GATEWAY_MERGING', parseBool],
  jwksFetchMode: ['PILOT_JWT_ENABLE_REMOTE_JWKS', (text) => fetchModes[text.toLowerCase()]],
  disableShadowHostSuffix: ['DISABLE_SHADOW_HOST_SUFFIX', parseBool],
  traceSampling: ['PILOT_TRACE_SAMPLING', percent],
  gatewayHandshakeTimeoutS: ['PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT', seconds],
  endpointTelemetryLabel: ['PILOT_ENDPOINT_TELEMETRY_LABEL', parseBool],
  persistentSessions: ['PILOT_ENABLE_PERSISTENT_SESSION_FILTER', parseBool],
  dualStack: ['ISTIO_DUAL_STACK', parseBool],
  headlessFilterChainListener: ['PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER', parseBool],
  sendUnhealthyEndpoints: ['PILOT_SEND_UNHEALTHY_ENDPOINTS', parseBool],
  autoSendUnhealthyEndpoints: ['PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS', parseBool],
  hcmInternalNetworks: ['ENABLE_HCM_INTERNAL_NETWORKS', parseBool],
  xdsIdentityCheck: ['PILOT_ENABLE_XDS_IDENTITY_CHECK', parseBool],
  redisFilter: ['PILOT_ENABLE_REDIS_FILTER', parseBool],
  http10: ['PILOT_HTTP10', parseBool],
  dnsUdpMaxQueries: ['PILOT_DNS_CARES_UDP_MAX_QUERIES', count],
  dnsJitterMs: ['PILOT_DNS_JITTER_DURATION', parseDurationMs],
};

function environmentOf(spec: unknown): Readonly<Record<string, string>> {
  const containers = records(at(spec, 'template', 'spec', 'containers'));
  const listed = records(containers.find(({ name }) => name === CONTAINER)?.['env']);
  return Object.fromEntries(
    listed.flatMap(({ name, value }) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
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
