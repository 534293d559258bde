import {
  at,
  isRecord,
  record,
  records,
  unsupportedFields,
  type AdmissionWarning,
  type KubeObject,
} from '../../kube/index';
import { parseYaml } from '../../lib/yaml/index';
import { CONNECTION_LIMIT } from '../bootstrap/index';
import { hasOwnTemplates, isInjectorConfigMap, unreadValues } from '../inject/index';
import {
  isMeshConfigMap,
  meshConfigMessage,
  meshNetworksMessage,
  PRINTED,
  proxyConfigSchema,
} from '../mesh-config-map/index';
import { isReadVariable } from '../push/started-with';
import { notSimulatedMarks } from './marks';

const PROXY_CONFIG = 'proxy.istio.io/config';
const OTHER_TEMPLATES = 'pods get the template of the release.';
const UNREAD_VALUE = 'pods are injected the same with it.';
const UNREAD_VARIABLE = 'the proxy starts with it, and nothing reads it.';

/**
 * What is stored in an object and has no effect, beyond the fields that its kind declares: of the mesh's configuration,
 * and what pods, their templates, Services and Namespaces are marked with.
 */
export function notSimulated(object: KubeObject): readonly AdmissionWarning[] {
  return [...inMeshConfig(object), ...inInjectorConfig(object), ...inMarks(object), ...inVariables(object)];
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

function inInjectorConfig(object: KubeObject): readonly AdmissionWarning[] {
  if (!isInjectorConfigMap(object)) return [];
  const values = unreadValues(yamlOf(object.data?.['values']));
  return [
    ...(hasOwnTemplates(object) ? [{ path: 'data.config', message: OTHER_TEMPLATES }] : []),
    ...below(
      'data.values',
      values.map((path) => ({ path, message: UNREAD_VALUE })),
    ),
  ];
}

function inMarks(object: KubeObject): readonly AdmissionWarning[] {
  return metadataOf(object).flatMap(({ path, metadata }) => {
    const { annotations, labels } = metadata;
    const config = yamlOf(at(annotations, PROXY_CONFIG));
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
  return Object.entries(record(written)).flatMap(([name, value]) => {
    const message = reasons[name];
    return message === undefined || value === 'none' ? [] : [{ path: `${path}[${name}]`, message }];
  });
}

/** Variables of proxies, in a ProxyConfig or at the container itself. */
function inVariables(object: KubeObject): readonly AdmissionWarning[] {
  if (object.kind === 'ProxyConfig') {
    return unread('spec.environmentVariables', at(object.spec, 'environmentVariables'));
  }
  return podsOf(object).flatMap(({ path, pod }) =>
    ['initContainers', 'containers'].flatMap((list) =>
      records(at(pod, 'spec', list)).flatMap((container, index) => {
        if (container['name'] !== 'istio-proxy') return [];
        const names = records(container['env']).map(({ name }) => [String(name), ''] as const);
        const own = names.filter(([name]) => name.startsWith('ISTIO_META_'));
        return unread(`${path}spec.${list}[${String(index)}].env`, Object.fromEntries(own));
      }),
    ),
  );
}

function unreadMetadata(config: unknown): readonly AdmissionWarning[] {
  return unread('proxyMetadata', at(config, 'proxyMetadata'));
}

function unread(path: string, variables: unknown): readonly AdmissionWarning[] {
  return Object.keys(record(variables))
    .filter((name) => !isReadVariable(name))
    .map((name) => ({
      path: `${path}[${name}]`,
      message: name === CONNECTION_LIMIT ? PRINTED : UNREAD_VARIABLE,
    }));
}

/** The object's own metadata, and that of the pods it makes. */
function metadataOf(object: KubeObject): { readonly path: string; readonly metadata: Json }[] {
  const own = { path: 'metadata', metadata: { ...object.metadata } };
  const templates = podsOf(object).filter(({ path }) => path !== '');
  return [
    own,
    ...templates.map(({ path, pod }) => ({
      path: `${path}metadata`,
      metadata: record(pod['metadata']),
    })),
  ];
}

type Json = Readonly<Record<string, unknown>>;

/** The pod that an object is, or the template of those it makes. */
function podsOf(object: KubeObject): { readonly path: string; readonly pod: Json }[] {
  if (object.kind === 'Pod') return [{ path: '', pod: { ...object } }];
  return [
    { path: 'spec.template.', pod: at(object.spec, 'template') },
    { path: 'spec.jobTemplate.spec.template.', pod: at(object.spec, 'jobTemplate', 'spec', 'template') },
  ].flatMap(({ path, pod }) => (isRecord(pod) ? [{ path, pod }] : []));
}

function below(path: string, warnings: readonly AdmissionWarning[]): readonly AdmissionWarning[] {
  return warnings.map((warning) => ({ ...warning, path: `${path}.${warning.path}` }));
}

function yamlOf(text: unknown): Json {
  return typeof text === 'string' ? record(parseYaml(text, { file: '' }).documents[0]?.value) : {};
}
