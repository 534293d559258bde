import { at, isRecord } from '../../kube/index';
import { DEFAULT_INJECTION, type InjectionOptions } from './injection-options';

/** Where an option stands in the chart's values, and how it is written there. */
interface Place<T> {
  readonly path: string;
  /** @param own what it is when nothing is said */
  readonly read: (value: unknown, own: T) => T;
  readonly write: (option: T) => unknown;
}

type PlacedOption = Exclude<
  keyof InjectionOptions,
  'image' | 'nativeSidecars' | 'trustDomain' | 'enablePrometheusMerge' | 'proxyDefaults' | 'proxyConfigs'
>;

const places: { readonly [Option in PlacedOption]: Place<InjectionOptions[Option]> } = {
  revision: { ...unlessEmpty('revision'), write: (revision) => (revision === 'default' ? '' : revision) },
  statusPort: count('global.proxy.statusPort'),
  rewriteAppHttpProbe: flag('sidecarInjectorWebhook.rewriteAppHTTPProbe'),
  holdApplicationUntilProxyStarts: flag('global.proxy.holdApplicationUntilProxyStarts'),
  logLevel: text('global.proxy.logLevel'),
  componentLogLevel: text('global.proxy.componentLogLevel'),
  agentLogLevel: text('global.logging.level'),
  includeIPRanges: text('global.proxy.includeIPRanges'),
  excludeIPRanges: text('global.proxy.excludeIPRanges'),
  includeInboundPorts: text('global.proxy.includeInboundPorts'),
  excludeInboundPorts: text('global.proxy.excludeInboundPorts'),
  includeOutboundPorts: text('global.proxy.includeOutboundPorts'),
  excludeOutboundPorts: text('global.proxy.excludeOutboundPorts'),
  readinessInitialDelaySeconds: count('global.proxy.readinessInitialDelaySeconds'),
  readinessPeriodSeconds: count('global.proxy.readinessPeriodSeconds'),
  readinessFailureThreshold: count('global.proxy.readinessFailureThreshold'),
  startupFailureThreshold: {
    path: 'global.proxy.startupProbe',
    read: (probe, own) =>
      at(probe, 'enabled') === false ? undefined : Number(textOf(at(probe, 'failureThreshold'), String(own))),
    write: (failureThreshold) => ({ enabled: failureThreshold !== undefined, failureThreshold }),
  },
  resources: {
    path: 'global.proxy.resources',
    read: (value, own) => (isRecord(value) ? value : own),
    write: (resources) => resources,
  },
  imagePullPolicy: text('global.imagePullPolicy'),
  imagePullSecrets: {
    path: 'global.imagePullSecrets',
    read: (value, own) => (Array.isArray(value) ? value.map((secret) => textOf(secret, '')) : own),
    write: (secrets) => secrets,
  },
  clusterDomain: text('global.proxy.clusterDomain'),
  clusterName: {
    ...unlessEmpty('global.multiCluster.clusterName'),
    write: (name) => (name === DEFAULT_INJECTION.clusterName ? '' : name),
  },
  network: text('global.network'),
  meshId: text('global.meshID'),
  istioNamespace: unlessEmpty('global.istioNamespace'),
  privileged: flag('global.proxy.privileged'),
};

const placed = Object.keys(places) as readonly PlacedOption[];

/** What the name of the image is put together from. */
const IMAGE = {
  hub: 'global.hub',
  tag: 'global.tag',
  variant: 'global.variant',
  image: 'global.proxy.image',
} as const;

/** Values of the release that nothing reads here, where there are any: as long as they stay, they change nothing. */
const OTHERS: Readonly<Record<string, unknown>> = {
  'global.configValidation': true,
  'global.defaultPodDisruptionBudget.enabled': true,
  'global.defaultResources.requests.cpu': '10m',
  'global.pilotCertProvider': 'istiod',
  'global.proxy.autoInject': 'enabled',
  'global.proxy.tracer': 'none',
  'global.proxy_init.image': 'proxyv2',
  'global.resourceScope': 'all',
  'global.sds.token.aud': 'istio-ca',
  'global.waypoint.resources.limits.cpu': '2',
  'global.waypoint.resources.limits.memory': '1Gi',
  'global.waypoint.resources.requests.cpu': '100m',
  'global.waypoint.resources.requests.memory': '128Mi',
  'pilot.cni.provider': 'default',
  'sidecarInjectorWebhook.reinvocationPolicy': 'Never',
};

/** An analyzer reads it, pods do not depend on it. */
const BY_DEFAULT = 'sidecarInjectorWebhook.enableNamespacesByDefault';

const READ: ReadonlySet<string> = new Set([
  ...placed.map((option) => places[option].path),
  ...Object.values(IMAGE),
  BY_DEFAULT,
]);

/** The options that a chart's values make; what they leave out is the default profile's. */
export function optionsFromValues(values: unknown): InjectionOptions {
  const options = placed.map((option) => [option, read(option, values)] as const);
  return { ...DEFAULT_INJECTION, ...Object.fromEntries(options), image: imageOf(values) };
}

/** The chart's values of an installation that nothing was said for. */
export function defaultValues(): Readonly<Record<string, unknown>> {
  const [, hub = '', image = '', tag = ''] = /^(.*)\/([^/:]+):([^:]+)$/.exec(DEFAULT_INJECTION.image) ?? [];
  return nested([
    ...placed.map((option) => [places[option].path, written(option, DEFAULT_INJECTION)] as const),
    [IMAGE.hub, hub],
    [IMAGE.tag, tag],
    [IMAGE.image, image],
    [BY_DEFAULT, false],
    ...Object.entries(OTHERS),
  ]);
}

/** Paths of values that say something other than the release's, and change nothing. */
export function unreadValues(values: unknown, path = ''): readonly string[] {
  if (READ.has(path)) return [];
  if (isRecord(values)) {
    return Object.entries(values).flatMap(([name, value]) =>
      unreadValues(value, path === '' ? name : `${path}.${name}`),
    );
  }
  const isEmpty = !values || (Array.isArray(values) && values.length === 0);
  const isUsual = path in OTHERS ? values === OTHERS[path] : isEmpty;
  return isUsual ? [] : [path];
}

function read<Option extends PlacedOption>(option: Option, values: unknown): InjectionOptions[Option] {
  const place = places[option];
  return place.read(valueAt(values, place.path), DEFAULT_INJECTION[option]);
}

function written<Option extends PlacedOption>(
  option: Option,
  options: Pick<InjectionOptions, Option>,
): unknown {
  return places[option].write(options[option]);
}

function text(path: string): Place<string> {
  return { path, read: textOf, write: (option) => option };
}

/** A text that is a number to the chart. */
function count(path: string): Place<string> {
  return { path, read: textOf, write: Number };
}

function unlessEmpty(path: string): Place<string> {
  return { path, read: (value, own) => textOf(value, '') || own, write: (option) => option };
}

function flag(path: string): Place<boolean> {
  return {
    path,
    read: (value, own) => (typeof value === 'boolean' ? value : own),
    write: (option) => option,
  };
}

function valueAt(values: unknown, path: string): unknown {
  return at(values, ...path.split('.'));
}

function imageOf(values: unknown): string {
  const part = (name: keyof typeof IMAGE, own = ''): string => textOf(valueAt(values, IMAGE[name]), own);
  const image = part('image', 'proxyv2');
  if (image.includes('/')) return image;
  const variant = part('variant');
  return `${part('hub')}/${image}:${part('tag')}${variant === '' ? '' : `-${variant}`}`;
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
}

/** Values at paths as an object. */
function nested(values: readonly (readonly [path: string, value: unknown])[]): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let parent = all;
    for (const name of names) parent = (parent[name] ??= {}) as Record<string, unknown>;
    parent[last] = value;
  }
  return all;
}
