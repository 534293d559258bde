import type { KindDeclaration } from '../../kube/index';
import { gateway } from './gateway/kind';
import { virtualService } from './virtual-service/kind';
import { destinationRule } from './destination-rule/kind';
import { serviceEntry } from './service-entry/kind';
import { workloadEntry } from './workload-entry/kind';
import { workloadGroup } from './workload-group/kind';
import { sidecar } from './sidecar/kind';
import { proxyConfig } from './proxy-config/kind';
import { envoyFilter } from './envoy-filter/kind';
import { peerAuthentication } from './peer-authentication/kind';
import { requestAuthentication } from './request-authentication/kind';
import { authorizationPolicy } from './authorization-policy/kind';
import { telemetry } from './telemetry/kind';
import { wasmPlugin } from './wasm-plugin/kind';
import { trafficExtension } from './traffic-extension/kind';

/** Every kind that Istio adds to a cluster, in the order they are listed to the learner. */
export const istioKinds: readonly KindDeclaration[] = [
  gateway,
  virtualService,
  destinationRule,
  serviceEntry,
  workloadEntry,
  workloadGroup,
  sidecar,
  proxyConfig,
  envoyFilter,
  peerAuthentication,
  requestAuthentication,
  authorizationPolicy,
  telemetry,
  wasmPlugin,
  trafficExtension,
];
