import { Resource, typeOf, type AnalyzedObject, type ResourceType } from './resource';

/** Kubernetes' own namespaces, which istioctl leaves alone. */
const ignoredNamespaces: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
];

/** Everything there is, by type and by name. */
export class AnalysisContext {
  readonly #byType = new Map<string, Map<string, Resource>>();
  readonly #lists = new Map<ResourceType, readonly Resource[]>();

  /**
   * @param objects when two have the same type and name, the last one counts
   * @param nowMs epoch milliseconds; undefined where dates are not judged
   */
  constructor(
    objects: readonly AnalyzedObject[],
    readonly nowMs?: number,
  ) {
    for (const { object, source } of objects) {
      const { name, namespace } = object.metadata;
      const place = object.kind === 'Namespace' ? name : namespace;
      if (ignoredNamespaces.includes(place ?? '')) continue;
      const type = typeOf(object);
      const resources = this.#byType.get(type) ?? new Map<string, Resource>();
      this.#byType.set(type, resources);
      const resource = new Resource(object, source);
      resources.set(resource.fullName, resource);
    }
  }

  all(type: ResourceType): readonly Resource[] {
    const known = this.#lists.get(type);
    if (known) return known;
    const list = [...(this.#byType.get(type)?.values() ?? [])];
    this.#lists.set(type, list);
    return list;
  }

  /** @param fullName `namespace/name`, or the name of a cluster-scoped object */
  find(type: ResourceType, fullName: string): Resource | undefined {
    return this.#byType.get(type)?.get(fullName);
  }
}

/** The full name that `name` or `namespace/name` means to an object of a namespace. */
export function resolveName(namespace: string, name: string): string {
  return name.includes('/') || namespace === '' ? name : `${namespace}/${name}`;
}
