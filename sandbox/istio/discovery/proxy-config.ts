import type { ProxyConfigSpec } from './api/index';
import { compareByCreationTime, type Config } from './config';
import { isSelective, selects, type Labels } from './labels';

/** MeshConfig.ProxyConfig: what a proxy starts with. https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig */
export type ProxyConfig = Readonly<Record<string, unknown>>;

/** Lays one proxy configuration over another: fields replace, `proxyMetadata` and `proxyHeaders` merge (pkg/config/mesh/mesh.go). */
export function overlayProxyConfig<Settings extends object>(base: Settings, overlay: Settings): Settings {
  const merged = ['proxyMetadata', 'proxyHeaders'].flatMap((name) => {
    const [under, over] = [Reflect.get(base, name) as unknown, Reflect.get(overlay, name) as unknown];
    return isObject(under) && isObject(over) ? [[name, { ...under, ...over }] as const] : [];
  });
  return { ...base, ...overlay, ...Object.fromEntries(merged) };
}

/** A ProxyConfig resource in the words of the mesh's `defaultConfig`. */
export function fromProxyConfig({ concurrency, environmentVariables, image }: ProxyConfigSpec): ProxyConfig {
  return {
    ...(concurrency === undefined || concurrency === null ? {} : { concurrency }),
    ...(environmentVariables && { proxyMetadata: environmentVariables }),
    ...(image && { image }),
  };
}

/** The pod that a proxy starts in. */
export interface ProxyConfigSubject {
  readonly namespace: string;
  readonly labels: Labels;
  /** What its annotation `proxy.istio.io/config` says. */
  readonly annotated: ProxyConfig;
  /** What the mesh says of all proxies. */
  readonly mesh?: ProxyConfig;
}

/**
 * What the mesh, ProxyConfig resources and its annotation make of a pod's proxy: from the weakest, the mesh's, the root namespace's, its
 * namespace's, the annotation, the one that selects it; of several the oldest (pilot/pkg/model/proxy_config.go).
 */
export function effectiveProxyConfig(
  configs: readonly Config<ProxyConfigSpec>[],
  rootNamespace: string,
  { namespace, labels, annotated, mesh = {} }: ProxyConfigSubject,
): ProxyConfig {
  const sorted = [...configs].sort(compareByCreationTime);
  const ofNamespace = (place: string): ProxyConfig =>
    first(sorted, (one) => one.namespace === place && one.spec.selector === undefined);
  const selected = first(sorted, (one) => {
    const wanted = one.spec.selector?.matchLabels;
    return one.namespace === namespace && isSelective(wanted) && selects(wanted, labels);
  });
  const own = namespace === rootNamespace ? {} : ofNamespace(namespace);
  return [ofNamespace(rootNamespace), own, annotated, selected].reduce(overlayProxyConfig, mesh);
}

function first(
  sorted: readonly Config<ProxyConfigSpec>[],
  isIt: (config: Config<ProxyConfigSpec>) => boolean,
): ProxyConfig {
  const found = sorted.find(isIt);
  return found ? fromProxyConfig(found.spec) : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
