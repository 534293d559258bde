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

/** The options that a chart's values make; what they leave out is the default profile's. */
export function optionsFromValues(values: unknown): InjectionOptions {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), values);
  const proxy = (name: string, fallback: string): string => textOf(at('global', 'proxy', name), fallback);
  const probe = at('global', 'proxy', 'startupProbe');
  const resources = at('global', 'proxy', 'resources');
  const secrets = at('global', 'imagePullSecrets');
  const own = DEFAULT_INJECTION;
  return {
    ...own,
    revision: textOf(at('revision'), '') || 'default',
    image: imageOf(
      at('global', 'hub'),
      at('global', 'tag'),
      at('global', 'variant'),
      proxy('image', 'proxyv2'),
    ),
    statusPort: proxy('statusPort', own.statusPort),
    rewriteAppHttpProbe: at('sidecarInjectorWebhook', 'rewriteAppHTTPProbe') !== false,
    holdApplicationUntilProxyStarts: at('global', 'proxy', 'holdApplicationUntilProxyStarts') === true,
    logLevel: proxy('logLevel', own.logLevel),
    componentLogLevel: proxy('componentLogLevel', own.componentLogLevel),
    agentLogLevel: textOf(at('global', 'logging', 'level'), own.agentLogLevel),
    includeIPRanges: proxy('includeIPRanges', own.includeIPRanges),
    excludeIPRanges: proxy('excludeIPRanges', own.excludeIPRanges),
    includeInboundPorts: proxy('includeInboundPorts', own.includeInboundPorts),
    excludeInboundPorts: proxy('excludeInboundPorts', own.excludeInboundPorts),
    includeOutboundPorts: proxy('includeOutboundPorts', own.includeOutboundPorts),
    excludeOutboundPorts: proxy('excludeOutboundPorts', own.excludeOutboundPorts),
    readinessInitialDelaySeconds: proxy('readinessInitialDelaySeconds', own.readinessInitialDelaySeconds),
    readinessPeriodSeconds: proxy('readinessPeriodSeconds', own.readinessPeriodSeconds),
    readinessFailureThreshold: proxy('readinessFailureThreshold', own.readinessFailureThreshold),
    startupFailureThreshold:
      isRecord(probe) && probe['enabled'] === false
        ? undefined
        : Number(textOf(isRecord(probe) ? probe['failureThreshold'] : undefined, '600')),
    resources: isRecord(resources) ? resources : own.resources,
    imagePullPolicy: textOf(at('global', 'imagePullPolicy'), ''),
    imagePullSecrets: Array.isArray(secrets) ? secrets.map((secret) => textOf(secret, '')) : [],
    clusterDomain: proxy('clusterDomain', own.clusterDomain),
    clusterName: textOf(at('global', 'multiCluster', 'clusterName'), '') || own.clusterName,
    network: textOf(at('global', 'network'), ''),
    meshId: textOf(at('global', 'meshID'), ''),
    istioNamespace: textOf(at('global', 'istioNamespace'), '') || own.istioNamespace,
    privileged: at('global', 'proxy', 'privileged') === true,
  };
}

function imageOf(hub: unknown, tag: unknown, variant: unknown, image: string): string {
  if (image.includes('/')) return image;
  const kind = textOf(variant, '');
  return `${textOf(hub, '')}/${image}:${textOf(tag, '')}${kind === '' ? '' : `-${kind}`}`;
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
}
