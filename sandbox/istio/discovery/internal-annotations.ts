/** What conversions of Gateway API and Ingress leave at the objects they make, where nobody else may write. */
export const internalAnnotations = {
  /** `HTTPRoute/reviews.default`: what an object was made of. */
  parents: 'internal.istio.io/parents',
  /** The Gateway's, where the parent is a ListenerSet of another one. */
  parentNamespace: 'internal.istio.io/parent-namespace',
  gatewaySemantics: 'internal.istio.io/gateway-semantics',
  /** Host names of the services whose pods serve a Gateway. */
  gatewayService: 'internal.istio.io/gateway-service',
  serviceAccountName: 'internal.istio.io/service-account-name',
  routeSemantics: 'internal.istio.io/route-semantics',
} as const;
