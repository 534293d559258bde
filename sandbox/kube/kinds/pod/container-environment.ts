import type { ApiServer } from '../../api';
import { decodeBase64 } from '../../base64';
import type { KubeObject } from '../../object';
import { milliValue } from '../../quantity';
import { at, record, records, string, stringMap } from '../../read';
import { readPodSpec } from './reader';

type Json = Readonly<Record<string, unknown>>;
/** Where ConfigMaps and Secrets are. */
type Objects = Pick<ApiServer, 'get'>;

/**
 * What the processes of a container find in their environment, as the kubelet makes it (pkg/kubelet/kubelet_pods.go,
 * makeEnvironmentVariables), without the addresses of Services. ConfigMaps and Secrets count as they are now; a
 * variable whose source is not there is left out.
 */
export function containerEnvironment(
  pod: KubeObject,
  name: string,
  objects: Objects,
): Readonly<Record<string, string>> {
  const container = containerOf(pod, name);
  const found = new Map([['HOSTNAME', pod.metadata.name]]);
  for (const source of records(container['envFrom']))
    for (const [key, value] of allOf(source, pod, objects)) found.set(string(source['prefix']) + key, value);
  for (const variable of records(container['env'])) {
    const written = expandVariables(string(variable['value']), found);
    const value =
      written === '' && variable['valueFrom'] !== undefined
        ? valueFrom(record(variable['valueFrom']), pod, container, objects)
        : written;
    if (value !== undefined) found.set(string(variable['name']), value);
  }
  return Object.fromEntries(found);
}

/** `$(NAME)` stands for a variable that is known, and `$$` for a dollar. */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (written, name?: string) =>
    name === undefined ? '$' : (variables.get(name) ?? written),
  );
}

/** A container of a pod by its name; empty when it has none of that name. */
export function containerOf({ spec }: KubeObject, name: string): Json {
  const all = [...records(at(spec, 'containers')), ...records(at(spec, 'initContainers'))];
  return all.find((one) => one['name'] === name) ?? {};
}

/** Everything that a ConfigMap or Secret holds. */
function allOf(
  source: Json,
  pod: KubeObject,
  objects: Objects,
): readonly (readonly [key: string, value: string])[] {
  const map = textsOf('ConfigMap', source['configMapRef'], pod, objects);
  const secret = textsOf('Secret', source['secretRef'], pod, objects);
  return Object.entries({ ...map, ...secret });
}

function valueFrom(source: Json, pod: KubeObject, container: Json, objects: Objects): string | undefined {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  if (fieldRef !== undefined) return fieldValue(string(at(fieldRef, 'fieldPath')), pod);
  if (resourceFieldRef !== undefined) return resourceValue(record(resourceFieldRef), pod, container);
  const [kind, reference] =
    configMapKeyRef === undefined
      ? (['Secret', secretKeyRef] as const)
      : (['ConfigMap', configMapKeyRef] as const);
  return textsOf(kind, reference, pod, objects)[string(at(reference, 'key'))];
}

function textsOf(
  kind: 'ConfigMap' | 'Secret',
  reference: unknown,
  { metadata: { namespace = 'default' } }: KubeObject,
  objects: Objects,
): Readonly<Record<string, string>> {
  const name = string(at(reference, 'name'));
  const data = name === '' ? {} : stringMap(objects.get({ kind, namespace, name })?.data);
  if (kind === 'ConfigMap') return data;
  return stringMap(
    Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)])),
  );
}

/** A field of the pod, as its processes find it; lists of addresses have commas between them. */
export function fieldValue(path: string, pod: KubeObject): string | undefined {
  const [, map = '', key = ''] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (map !== '') return stringMap(at(pod.metadata, map))[key] ?? '';
  if (path === 'spec.serviceAccountName') return readPodSpec(pod).serviceAccountName;
  const value = at(pod, ...path.split('.'));
  if (Array.isArray(value))
    return records(value)
      .map(({ ip }) => string(ip))
      .join();
  return typeof value === 'string' ? value : undefined;
}

/**
 * `limits.cpu`, in divisors and rounded up. A request that is not written is what the limit is, or none; limits that
 * are not written are those of the node, which the sandbox does not know.
 */
export function resourceValue(
  { resource, divisor, containerName }: Json,
  pod: KubeObject | undefined,
  own: Json,
): string | undefined {
  const container = pod && typeof containerName === 'string' ? containerOf(pod, containerName) : own;
  const [block = '', name = ''] = string(resource).split('.');
  const limit = at(container, 'resources', 'limits', name);
  const amount = milliValue(
    at(container, 'resources', block, name) ?? limit ?? (block === 'requests' ? 0 : ''),
  );
  const unit = milliValue(divisor) || 1000;
  return amount === undefined ? undefined : String(Math.ceil(amount / unit));
}
