// data table

/** Fields that no proxy hears of because they are for people: they name what they stand at. */
export const names: readonly string[] = ['Sidecar.networking.istio.io spec.egress[].port.name'];

/** Fields whose value the rest of the object dictates: any other is refused, so that changing one alone shows nothing. */
export const dictated: readonly string[] = [
  'BackendTLSPolicy.gateway.networking.k8s.io spec.validation.subjectAltNames[].type',
  'GRPCRoute.gateway.networking.k8s.io spec.rules[].backendRefs[].filters[].type',
  'GRPCRoute.gateway.networking.k8s.io spec.rules[].filters[].type',
  'HTTPRoute.gateway.networking.k8s.io spec.rules[].backendRefs[].filters[].type',
  'HTTPRoute.gateway.networking.k8s.io spec.rules[].filters[].requestRedirect.path.type',
  'HTTPRoute.gateway.networking.k8s.io spec.rules[].filters[].type',
  'HTTPRoute.gateway.networking.k8s.io spec.rules[].filters[].urlRewrite.path.type',
  'Telemetry.telemetry.istio.io spec.metrics[].overrides[].tagOverrides.*.operation',
  ...['AuthorizationPolicy.security', 'RequestAuthentication.security', 'Telemetry.telemetry'].flatMap(
    (kind) =>
      ['targetRef', 'targetRefs[]'].flatMap((reference) =>
        ['group', 'kind'].map((field) => `${kind}.istio.io spec.${reference}.${field}`),
      ),
  ),
];
