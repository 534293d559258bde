import { isRecord, sameJson } from '../../kube/index';
import type { ProxyConfigSpec } from '../discovery/api/index';
import { DEFAULT_PROXY_SETTINGS, type Config } from '../discovery/index';

/** What an installation decides about the sidecars it injects: the chart's values and the mesh's defaults. */
export interface InjectionOptions {
  /** Empty and `default` are the same revision. */
  readonly revision: string;
  readonly image: string;
  /** Whether the proxy is an init container that keeps running, unless a pod says otherwise. */
  readonly nativeSidecars: boolean;
  readonly statusPort: string;
  readonly rewriteAppHttpProbe: boolean;
  readonly trustDomain: string;
  readonly holdApplicationUntilProxyStarts: boolean;
  readonly enablePrometheusMerge: boolean;
  readonly logLevel: string;
  readonly componentLogLevel: string;
  readonly agentLogLevel: string;
  readonly includeIPRanges: string;
  readonly excludeIPRanges: string;
  readonly includeInboundPorts: string;
  readonly excludeInboundPorts: string;
  readonly includeOutboundPorts: string;
  readonly excludeOutboundPorts: string;
  readonly readinessInitialDelaySeconds: string;
  readonly readinessPeriodSeconds: string;
  readonly readinessFailureThreshold: string;
  readonly startupFailureThreshold: number | undefined;
  readonly resources: Readonly<Record<string, unknown>>;
  readonly imagePullPolicy: string;
  readonly imagePullSecrets: readonly string[];
  readonly clusterDomain: string;
  readonly clusterName: string;
  readonly network: string;
  readonly meshId: string;
  readonly istioNamespace: string;
  readonly privileged: boolean;
  /** The mesh's `defaultConfig`, as far as it is not Istio's own. */
  readonly proxyDefaults?: Readonly<Record<string, unknown>>;
  /** The cluster's ProxyConfig resources. */
  readonly proxyConfigs?: readonly Config<ProxyConfigSpec>[];
}

/** The default profile of the release (manifests/charts/istio-control/istio-discovery values.yaml). */
export const DEFAULT_INJECTION: InjectionOptions = {
  revision: 'default',
  image: 'registry.istio.io/testing/proxyv2:1.32-dev',
  nativeSidecars: true,
  statusPort: '15020',
  rewriteAppHttpProbe: true,
  trustDomain: 'cluster.local',
  holdApplicationUntilProxyStarts: false,
  enablePrometheusMerge: true,
  logLevel: 'warning',
  componentLogLevel: 'misc:error',
  agentLogLevel: 'default:info',
  includeIPRanges: '*',
  excludeIPRanges: '',
  includeInboundPorts: '*',
  excludeInboundPorts: '',
  includeOutboundPorts: '',
  excludeOutboundPorts: '',
  readinessInitialDelaySeconds: '0',
  readinessPeriodSeconds: '15',
  readinessFailureThreshold: '4',
  startupFailureThreshold: 600,
  resources: { limits: { cpu: '2000m', memory: '1024Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
  imagePullPolicy: '',
  imagePullSecrets: [],
  clusterDomain: 'cluster.local',
  clusterName: 'Kubernetes',
  network: '',
  meshId: '',
  istioNamespace: 'istio-system',
  privileged: false,
};

/** What a mesh's configuration, as it is written, changes about an installation's options. */
export function withMesh(
  options: InjectionOptions,
  mesh: {
    readonly defaultConfig?: unknown;
    readonly trustDomain?: unknown;
    readonly enablePrometheusMerge?: unknown;
  },
): InjectionOptions {
  const { defaultConfig, trustDomain, enablePrometheusMerge } = mesh;
  const written = isRecord(defaultConfig) ? Object.entries(defaultConfig) : [];
  const own = written.filter(([name, value]) => !sameJson(Reflect.get(DEFAULT_PROXY_SETTINGS, name), value));
  return {
    ...options,
    ...(typeof trustDomain === 'string' ? { trustDomain } : {}),
    ...(enablePrometheusMerge === false ? { enablePrometheusMerge } : {}),
    proxyDefaults: Object.fromEntries(own),
  };
}
