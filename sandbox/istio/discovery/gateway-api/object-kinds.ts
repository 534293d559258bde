/** A kind with its group, as references name them: `Service` of the core group is `/Service`. */
export type KindName = `${string}/${string}`;

export const GATEWAY_API = 'gateway.networking.k8s.io';

/** Kinds on trial. */
export const EXPERIMENTAL_API = 'gateway.networking.x-k8s.io';

export const kinds = {
  gateway: `${GATEWAY_API}/Gateway`,
  listenerSet: `${GATEWAY_API}/ListenerSet`,
  httpRoute: `${GATEWAY_API}/HTTPRoute`,
  grpcRoute: `${GATEWAY_API}/GRPCRoute`,
  tlsRoute: `${GATEWAY_API}/TLSRoute`,
  tcpRoute: `${GATEWAY_API}/TCPRoute`,
  service: '/Service',
  secret: '/Secret',
  configMap: '/ConfigMap',
  serviceEntry: 'networking.istio.io/ServiceEntry',
  hostname: 'networking.istio.io/Hostname',
  serviceImport: 'multicluster.x-k8s.io/ServiceImport',
} as const satisfies Record<string, KindName>;

/** The kind a reference means; what it leaves out comes from the place it stands in. */
export function kindOf(
  reference: { readonly group?: string; readonly kind?: string },
  byDefault: KindName,
): KindName {
  const [group = '', kind = ''] = byDefault.split('/');
  const ownGroup = reference.group ?? group;
  return `${ownGroup === 'core' ? '' : ownGroup}/${reference.kind ?? kind}`;
}
