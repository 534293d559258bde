/** The networks of a mesh. https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshNetworks */
export interface MeshNetworks {
  readonly networks?: Readonly<Record<string, MeshNetwork>>;
}

interface MeshNetwork {
  /** What belongs to it: ranges of addresses, or everything that a cluster's registry knows. */
  readonly endpoints?: readonly { readonly fromCidr?: string; readonly fromRegistry?: string }[];
  /** Who lets others in: an address, or a Kubernetes service that has one. */
  readonly gateways?: readonly MeshNetworkGateway[];
}

interface MeshNetworkGateway {
  readonly address?: string;
  readonly registryServiceName?: string;
  readonly port?: number;
}
