import { at, record, records, type KubeObject } from '../../kube/index';
import { INJECT_LABEL, isIgnoredNamespace } from './decision';
import { injectPod } from './inject-pod';
import { workloadOf } from './inject-sidecar';
import type { Json, Workload } from './injection';
import type { InjectionOptions } from './injection-options';

/** A manifest's object with sidecars in the pods that it is or makes. */
export interface InjectedManifest {
  /** The object as Go's types print it: fields that are never left out are there. */
  readonly object: KubeObject;
  /** Why its pods were left alone. */
  readonly warning?: string;
}

/**
 * Adds sidecars to the pods of a workload, as `istioctl kube-inject` does: whether namespaces want them is not asked.
 * @returns undefined for kinds that make no pods
 */
export function injectManifest(
  object: KubeObject,
  options: InjectionOptions,
): readonly InjectedManifest[] | undefined {
  if (object.kind === 'List') {
    const items = records(object.items) as unknown as readonly KubeObject[];
    const injected = items.flatMap((item) => injectManifest(item, options) ?? [{ object: item }]);
    const list = { ...object, items: injected.map((item) => item.object) };
    const warnings = injected.flatMap(({ warning }) =>
      warning === undefined ? [] : [{ object: list, warning }],
    );
    return warnings.length > 0 ? warnings : [{ object: list }];
  }
  const shape = shapes[object.kind];
  return shape && [injectWorkload(object, shape, options)];
}

/** Where a kind keeps its pods, and what Go prints of it in any case. */
interface Shape {
  readonly template: readonly string[];
  readonly spec: Json;
  readonly status: Json;
}

const templated = { template: ['spec', 'template'], spec: {}, status: {} } as const;
const daemons = [
  'currentNumberScheduled',
  'desiredNumberScheduled',
  'numberMisscheduled',
  'numberReady',
] as const;

const shapes: Readonly<Record<string, Shape>> = {
  Pod: { template: [], spec: {}, status: {} },
  Deployment: { ...templated, spec: { strategy: {} } },
  StatefulSet: {
    ...templated,
    spec: { updateStrategy: {} },
    status: { availableReplicas: 0, replicas: 0 },
  },
  DaemonSet: {
    ...templated,
    spec: { updateStrategy: {} },
    status: Object.fromEntries(daemons.map((name) => [name, 0])),
  },
  ReplicaSet: { ...templated, status: { replicas: 0 } },
  ReplicationController: { ...templated, status: { replicas: 0 } },
  Job: templated,
  CronJob: { ...templated, template: ['spec', 'jobTemplate', 'spec', 'template'] },
};

function injectWorkload(object: KubeObject, shape: Shape, options: InjectionOptions): InjectedManifest {
  const typed = withGoDefaults(object, shape);
  const found = templateOf(typed, shape.template);
  const namespace = object.metadata.namespace ?? '';
  const podNamespace = found.metadata.namespace ?? namespace;
  const name = `${namespace === '' ? '' : `${namespace}/`}${found.metadata.name || object.metadata.name}`;
  const skipped = skipReason(found, podNamespace);
  if (skipped !== undefined) {
    const warning = `===> Skipping injection because ${object.kind} "${name}" has ${skipped}\n`;
    return { object: replaceTemplate(typed, shape.template, found), warning };
  }
  const workload: Workload =
    object.kind === 'Pod'
      ? { ...workloadOf(object, namespace), namespace }
      : { apiVersion: object.apiVersion, kind: object.kind, name: object.metadata.name, namespace };
  const injected = withResources(injectPod(found, workload, options));
  return { object: replaceTemplate(typed, shape.template, injected) };
}

function skipReason(pod: KubeObject, namespace: string): string | undefined {
  if (at(pod.spec, 'hostNetwork') === true) return 'host networking enabled';
  const wish = pod.metadata.labels?.[INJECT_LABEL] ?? pod.metadata.annotations?.[INJECT_LABEL];
  return wish === 'false' || isIgnoredNamespace(namespace) ? 'sidecar injection disabled' : undefined;
}

function withGoDefaults(object: KubeObject, shape: Shape): KubeObject {
  const spec = record(object.spec);
  const status = record(object.status);
  return { ...object, spec: { ...shape.spec, ...spec }, status: { ...shape.status, ...status } };
}

function templateOf(object: KubeObject, path: readonly string[]): KubeObject {
  const template = record(at(object, ...path));
  const metadata = record(template['metadata']);
  return withResources({
    ...(template as unknown as KubeObject),
    metadata: metadata as unknown as KubeObject['metadata'],
  });
}

/** Every container says something of resources. */
function withResources(pod: KubeObject): KubeObject {
  const spec = record(pod.spec);
  const filled = (field: string): Json =>
    spec[field] === undefined
      ? {}
      : { [field]: records(spec[field]).map((container) => ({ resources: {}, ...container })) };
  return { ...pod, spec: { ...spec, ...filled('containers'), ...filled('initContainers') } };
}

function replaceTemplate(object: KubeObject, path: readonly string[], pod: KubeObject): KubeObject {
  const [head, ...rest] = path;
  if (head === undefined) return { ...object, ...pod };
  const inner = object[head];
  const child = replaceTemplate(record(inner) as unknown as KubeObject, rest, pod);
  return { ...object, [head]: child };
}
