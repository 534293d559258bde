import type { GatewaySpec, RouteKind } from '../api/index';
import type { Config } from '../config';

/** A Gateway's or a ListenerSet's listener as an Istio Gateway, and as something routes attach to. */
export interface ConvertedListener {
  readonly config: Config<GatewaySpec>;
  readonly valid: boolean;
  readonly parent: ListenerParent;
}

/** What a parentRef can mean: one listener, or the mesh. */
export interface ListenerParent {
  /** `group/Kind namespace/name` of the Gateway or ListenerSet. */
  readonly key: string;
  /** How VirtualServices name it: `namespace/name` of the Istio Gateway, or `mesh`. */
  readonly internalName: string;
  readonly allowedKinds: readonly RouteKind[];
  /** `namespace/host`, or the host alone for every namespace. */
  readonly hosts: readonly string[];
  readonly hostname: string;
  readonly section: string;
  readonly port: number;
  readonly protocol: string;
}

export function parentKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}
