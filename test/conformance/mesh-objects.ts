import type { KubeObject } from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';
import type { MeshObjects } from '../../sandbox/istio/discovery/index';

/** Reads manifests of a case; what names no namespace lives in `default`. */
export function readObjects(...manifests: readonly (string | undefined)[]): KubeObject[] {
  return manifests.flatMap((text) =>
    parseYaml(text ?? '', { file: 'case.yaml' }).documents.flatMap(({ value }) =>
      isObject(value) ? [inNamespace(value)] : [],
    ),
  );
}

/** Serves a list of objects as an API server would. */
export function meshObjects(objects: readonly KubeObject[]): MeshObjects {
  return { list: (kind) => objects.filter((object) => object.kind === kind) };
}

export function inNamespace(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? 'default' } };
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;
}
