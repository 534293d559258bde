import { isRecord, unsupportedFields, type AdmissionWarning, type KubeObject } from '../../kube/index';
import { parseYaml } from '../../lib/yaml/index';
import { hasOwnTemplates } from '../inject/index';
import {
  isMeshConfigMap,
  meshConfigMessage,
  meshNetworksMessage,
  proxyConfigSchema,
} from '../mesh-config-map/index';
import { isReadVariable } from '../push/started-with';
import { notSimulatedMarks } from './marks';

const PROXY_CONFIG = 'proxy.istio.io/config';
const OTHER_TEMPLATES = 'pods get the template of the release.';
const UNREAD_VARIABLE = 'the proxy starts with it, and nothing reads it.';

/**
 * What is stored in an object and has no effect, beyond the fields that its kind declares: of the mesh's configuration,
 * and what pods, their templates, Services and Namespaces are marked with.
 */
export function notSimulated(object: KubeObject): readonly AdmissionWarning[] {
  const templates = hasOwnTemplates(object) ? [{ path: 'data.config', message: OTHER_TEMPLATES }] : [];
  return [...inMeshConfig(object), ...templates, ...inMarks(object), ...inVariables(object)];
}

function inMeshConfig(object: KubeObject): readonly AdmissionWarning[] {
  if (!isMeshConfigMap(object)) return [];
  const mesh = yamlOf(object.data?.['mesh']);
  const networks = yamlOf(object.data?.['meshNetworks']);
  return [
    ...below('data.mesh', unsupportedFields(mesh, meshConfigMessage.schema)),
    ...below('data.mesh.defaultConfig', unreadMetadata(mesh['defaultConfig'])),
    ...below('data.meshNetworks', unsupportedFields(networks, meshNetworksMessage.schema)),
  ];
}

function inMarks(object: KubeObject): readonly AdmissionWarning[] {
  return metadataOf(object).flatMap(({ path, metadata }) => {
    const { annotations, labels } = metadata;
    const config = yamlOf(isRecord(annotations) ? annotations[PROXY_CONFIG] : undefined);
    return [
      ...marked(`${path}.annotations`, annotations, notSimulatedMarks.annotations),
      ...marked(`${path}.labels`, labels, notSimulatedMarks.labels),
      ...below(`${path}.annotations[${PROXY_CONFIG}]`, [
        ...unsupportedFields(config, proxyConfigSchema),
        ...unreadMetadata(config),
      ]),
    ];
  });
}

function marked(
  path: string,
  written: unknown,
  reasons: Readonly<Record<string, string>>,
): readonly AdmissionWarning[] {
  if (!isRecord(written)) return [];
  return Object.entries(written).flatMap(([name, value]) => {
    const message = reasons[name];
    return message === undefined || value === 'none' ? [] : [{ path: `${path}[${name}]`, message }];
  });
}

/** Variables of proxies, in a ProxyConfig or at the container itself. */
function inVariables(object: KubeObject): readonly AdmissionWarning[] {
  if (object.kind === 'ProxyConfig') {
    const variables = isRecord(object.spec) ? object.spec['environmentVariables'] : undefined;
    return unread('spec.environmentVariables', variables);
  }
  return podsOf(object).flatMap(({ path, pod }) =>
    ['initContainers', 'containers'].flatMap((list) =>
      listOf(isRecord(pod['spec']) ? pod['spec'][list] : undefined).flatMap((container, index) => {
        if (container['name'] !== 'istio-proxy') return [];
        const names = listOf(container['env']).map(({ name }) => [String(name), ''] as const);
        const own = names.filter(([name]) => name.startsWith('ISTIO_META_'));
        return unread(`${path}spec.${list}[${String(index)}].env`, Object.fromEntries(own));
      }),
    ),
  );
}

function unreadMetadata(config: unknown): readonly AdmissionWarning[] {
  return unread('proxyMetadata', isRecord(config) ? config['proxyMetadata'] : undefined);
}

function unread(path: string, variables: unknown): readonly AdmissionWarning[] {
  const names = isRecord(variables) ? Object.keys(variables) : [];
  return names
    .filter((name) => !isReadVariable(name))
    .map((name) => ({ path: `${path}[${name}]`, message: UNREAD_VARIABLE }));
}

/** The object's own metadata, and that of the pods it makes. */
function metadataOf(object: KubeObject): { readonly path: string; readonly metadata: Json }[] {
  const own = { path: 'metadata', metadata: { ...object.metadata } };
  const templates = podsOf(object).filter(({ path }) => path !== '');
  return [
    own,
    ...templates.map(({ path, pod }) => ({
      path: `${path}metadata`,
      metadata: isRecord(pod['metadata']) ? pod['metadata'] : {},
    })),
  ];
}

type Json = Readonly<Record<string, unknown>>;

/** The pod that an object is, or the template of those it makes. */
function podsOf(object: KubeObject): { readonly path: string; readonly pod: Json }[] {
  if (object.kind === 'Pod') return [{ path: '', pod: { ...object } }];
  const spec = isRecord(object.spec) ? object.spec : {};
  const job = isRecord(spec['jobTemplate']) ? spec['jobTemplate']['spec'] : undefined;
  return [
    { path: 'spec.template.', pod: spec['template'] },
    { path: 'spec.jobTemplate.spec.template.', pod: isRecord(job) ? job['template'] : undefined },
  ].flatMap(({ path, pod }) => (isRecord(pod) ? [{ path, pod }] : []));
}

function below(path: string, warnings: readonly AdmissionWarning[]): readonly AdmissionWarning[] {
  return warnings.map((warning) => ({ ...warning, path: `${path}.${warning.path}` }));
}

function yamlOf(text: unknown): Json {
  if (typeof text !== 'string') return {};
  const value = parseYaml(text, { file: '' }).documents[0]?.value;
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
