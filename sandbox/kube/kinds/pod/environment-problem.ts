import type { ApiServer } from '../../api';
import type { KubeObject } from '../../object';
import { at, records, string, stringMap } from '../../read';
import { containerOf } from './container-environment';

/**
 * Why the kubelet cannot make the environment of a container, in its words: a ConfigMap, a Secret or a key is not there
 * and not optional (pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables). Undefined where it can.
 */
export function environmentProblem(
  pod: KubeObject,
  name: string,
  objects: Pick<ApiServer, 'get'>,
): string | undefined {
  const container = containerOf(pod, name);
  const { namespace = 'default' } = pod.metadata;
  for (const source of records(container['envFrom'])) {
    const problem =
      missing('ConfigMap', source['configMapRef'], namespace, objects) ??
      missing('Secret', source['secretRef'], namespace, objects);
    if (problem !== undefined) return problem;
  }
  for (const variable of records(container['env'])) {
    if (string(variable['value']) !== '') continue;
    const problem =
      missing('ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef'), namespace, objects) ??
      missing('Secret', at(variable, 'valueFrom', 'secretKeyRef'), namespace, objects);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function missing(
  kind: 'ConfigMap' | 'Secret',
  reference: unknown,
  namespace: string,
  objects: Pick<ApiServer, 'get'>,
): string | undefined {
  if (reference === undefined || at(reference, 'optional') === true) return undefined;
  const name = string(at(reference, 'name'));
  const found = objects.get({ kind, namespace, name });
  if (found === undefined) return `${kind.toLowerCase()} "${name}" not found`;
  const key = at(reference, 'key');
  if (typeof key !== 'string' || stringMap(found.data)[key] !== undefined) return undefined;
  return `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
}
