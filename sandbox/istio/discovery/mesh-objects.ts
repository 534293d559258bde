import type { KubeObject, ManifestSource } from '../../kube/index';

/** Where a snapshot's objects come from; an API server is one. */
export interface MeshObjects {
  /** The stored objects of a kind, all namespaces. */
  list(kind: string): readonly KubeObject[];
  /** Where an object's manifest stands. */
  sourceOf?(object: KubeObject): ManifestSource | undefined;
}
