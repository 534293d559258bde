import { defineKind, type KindDeclaration } from '../../kind';
import type { KubeObject } from '../../object';
import { opaque, struct } from '../../schema/build';

/** Announces a kind the server does not know by itself. */
export const customResourceDefinition = defineKind({
  group: 'apiextensions.k8s.io',
  versions: ['v1'],
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  shortNames: ['crd', 'crds'],
  namespaced: false,
  description: 'A custom resource definition announces a kind to the API server.',
  schema: struct('CustomResourceDefinition', { spec: opaque(), status: opaque() }),
  columns: [{ name: 'CREATED AT', value: (object) => object.metadata.creationTimestamp ?? '<unknown>' }],
  age: false,
});

/** The definition that announces a custom kind. */
export function definitionOf(kind: KindDeclaration): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${kind.plural}.${kind.group}`,
      ...(kind.labels ? { labels: kind.labels } : {}),
      ...(kind.annotations ? { annotations: kind.annotations } : {}),
    },
    spec: {
      conversion: { strategy: 'None' },
      group: kind.group,
      names: {
        ...(kind.categories ? { categories: kind.categories } : {}),
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
        singular: kind.singular,
      },
      scope: kind.namespaced ? 'Namespaced' : 'Cluster',
      versions: [...kind.versions]
        .sort()
        .map((name) => ({ name, served: true, storage: name === kind.versions[0] })),
    },
  };
}
