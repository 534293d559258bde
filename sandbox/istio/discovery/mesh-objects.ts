import type { KubeObject, ManifestSource, ObjectKey } from '../../kube/index';

/** Where a snapshot's objects come from; an API server is one. */
export interface MeshObjects {
  /** The stored objects of a kind, all namespaces. */
  list(kind: string): readonly KubeObject[];
  sourceOf?(key: ObjectKey): ManifestSource | undefined;
}
