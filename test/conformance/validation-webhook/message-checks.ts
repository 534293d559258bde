import { validateAuthorizationPolicy } from '../../../sandbox/istio/validation/authorization-policy/validate';
import { validateDestinationRule } from '../../../sandbox/istio/validation/destination-rule/validate';
import { validateEnvoyFilter } from '../../../sandbox/istio/validation/envoy-filter/validate';
import { validateGateway } from '../../../sandbox/istio/validation/gateway/validate';
import { validatePeerAuthentication } from '../../../sandbox/istio/validation/peer-authentication/validate';
import { validateProxyConfig } from '../../../sandbox/istio/validation/proxy-config/validate';
import { validateRequestAuthentication } from '../../../sandbox/istio/validation/request-authentication/validate';
import { validateServiceEntry } from '../../../sandbox/istio/validation/service-entry/validate';
import { validateSidecar } from '../../../sandbox/istio/validation/sidecar/validate';
import { validateTelemetry } from '../../../sandbox/istio/validation/telemetry/validate';
import { validateTrafficExtension } from '../../../sandbox/istio/validation/traffic-extension/validate';
import { validateVirtualService } from '../../../sandbox/istio/validation/virtual-service/validate';
import { validateWasmPlugin } from '../../../sandbox/istio/validation/wasm-plugin/validate';
import { validateWorkloadEntry } from '../../../sandbox/istio/validation/workload-entry/validate';
import { validateWorkloadGroup } from '../../../sandbox/istio/validation/workload-group/validate';
import type { SpecCheck } from '../../../sandbox/istio/validation/webhook';

/** The check of each kind's message, by the kind: Istio's own are `Validate` and the kind. */
export const messageChecks: Readonly<Record<string, SpecCheck>> = {
  AuthorizationPolicy: validateAuthorizationPolicy,
  DestinationRule: validateDestinationRule,
  EnvoyFilter: validateEnvoyFilter,
  Gateway: validateGateway,
  PeerAuthentication: validatePeerAuthentication,
  ProxyConfig: validateProxyConfig,
  RequestAuthentication: validateRequestAuthentication,
  ServiceEntry: validateServiceEntry,
  Sidecar: validateSidecar,
  Telemetry: validateTelemetry,
  TrafficExtension: validateTrafficExtension,
  VirtualService: validateVirtualService,
  WasmPlugin: validateWasmPlugin,
  WorkloadEntry: validateWorkloadEntry,
  WorkloadGroup: validateWorkloadGroup,
};
