import type { Cluster, ClusterLoadAssignment } from '../../envoy/config/index';
import { sameItems } from '../discovery/index';
import type { Context } from './context';

/** What a proxy knows of the services it calls. */
interface Upstream {
  readonly clusters: readonly Cluster[];
  readonly loadAssignments: readonly ClusterLoadAssignment[];
}

/** Remembers one proxy's outbound clusters and endpoints. They rest on services, DestinationRules and PeerAuthentications alone. */
export class UpstreamMemo {
  #inputs: readonly unknown[] = [];
  #upstream: Upstream | undefined;

  reuse(context: Context, compute: () => Upstream): Upstream {
    const { registry, destinationRules, peerAuthentications, mesh } = context.snapshot;
    const inputs = [registry, destinationRules, peerAuthentications, mesh, ...context.scope.services];
    if (this.#upstream === undefined || !sameItems(this.#inputs, inputs)) {
      this.#inputs = inputs;
      this.#upstream = compute();
    }
    return this.#upstream;
  }
}
