import type { Features } from './features';
import type { MeshConfig } from './mesh-config';
import type { MeshNetworks } from './networks/mesh-networks';
import type { MeshObjects } from './mesh-objects';
import type { ObjectReader } from './object-reader';

/** What a snapshot is taken from. */
export interface SnapshotInput extends MeshObjects {
  readonly meshConfig?: Partial<MeshConfig>;
  readonly meshNetworks?: MeshNetworks;
  readonly features?: Partial<Features>;
  /** Default `cluster.local`; empty = short names become `name.namespace`. */
  readonly clusterDomain?: string;
  /** The domain that short names in Istio's objects complete to; default: the cluster's. */
  readonly configDomain?: string;
  /** Key sets fetched so far, by `keySetName`. */
  readonly keySets?: ReadonlyMap<string, string>;
  /** Carries results from snapshot to snapshot, so that an edit costs only what changed; its mesh config counts. */
  readonly reader?: ObjectReader;
}
