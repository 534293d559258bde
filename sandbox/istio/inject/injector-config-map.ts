import { isRecord, type ApiServer, type KubeObject } from '../../kube/index';
import { goJson } from '../../lib/go-json';
import { memo } from '../../lib/memo';
import { parseYaml } from '../../lib/yaml/index';
import { defaultValues, optionsFromValues } from './chart-values';
import { DEFAULT_INJECTION, type InjectionOptions } from './injection-options';

/** Where the chart's values are that the injector works with. */
const INJECTOR_MAP = {
  kind: 'ConfigMap',
  namespace: DEFAULT_INJECTION.istioNamespace,
  name: 'istio-sidecar-injector',
} as const;

/** Stands where the release has its template: what that makes is made here without its text. */
export const OWN_TEMPLATE = '# What the sidecar template of this release makes; its text is not kept here.\n';

const CONFIG = `# defaultTemplates defines the default template to use for pods that do not explicitly specify a template
defaultTemplates: [sidecar]
policy: enabled
alwaysInjectSelector:
  []
neverInjectSelector:
  []
injectedAnnotations:
templates:
  sidecar: |
    ${OWN_TEMPLATE}`;

/** The ConfigMap that an installation leaves for its injector. */
export const injectorConfigMap: KubeObject = {
  apiVersion: 'v1',
  kind: INJECTOR_MAP.kind,
  metadata: {
    name: INJECTOR_MAP.name,
    namespace: INJECTOR_MAP.namespace,
    labels: {
      'app.kubernetes.io/name': 'istiod',
      'istio.io/rev': 'default',
      'operator.istio.io/component': 'Pilot',
      release: 'istio',
    },
  },
  data: { config: CONFIG, values: goJson(defaultValues(), 2) },
};

/**
 * What the values of the ConfigMap make; undefined when it is not there or misses something, and the injector goes on
 * with what it has (pkg/kube/inject/watcher.go).
 */
export function installedOptions(api: Pick<ApiServer, 'get'>): InjectionOptions | undefined {
  const { config, values = '' } = api.get(INJECTOR_MAP)?.data ?? {};
  return config === undefined ? undefined : optionsIn(values);
}

/** Values whose options are remembered: every world has an injector, and most have the same. */
const VALUES = 8;

const optionsIn = memo(VALUES, (values): InjectionOptions | undefined => {
  const { documents, errors } = parseYaml(values, { file: 'values' });
  const value = documents[0]?.value;
  return errors.length === 0 && isRecord(value) ? optionsFromValues(value) : undefined;
});

/** Whether an object is that ConfigMap. */
export function isInjectorConfigMap({ kind, metadata }: KubeObject): boolean {
  const { namespace, name } = INJECTOR_MAP;
  return kind === INJECTOR_MAP.kind && metadata.namespace === namespace && metadata.name === name;
}

/** Whether that ConfigMap has a configuration of its own, which nothing here evaluates. */
export function hasOwnTemplates({ data }: KubeObject): boolean {
  return data?.['config'] !== CONFIG;
}
