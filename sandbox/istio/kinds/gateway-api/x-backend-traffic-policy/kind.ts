import { gatewayApiKind } from '../gateway-api-kind';
import { policyStatus } from '../schema/status';
import { backendTrafficPolicySpec } from './schema';

/** Load balancing and retries of a Service; a kind on trial. */
export const backendTrafficPolicy = gatewayApiKind({
  group: 'gateway.networking.x-k8s.io',
  kind: 'XBackendTrafficPolicy',
  plural: 'xbackendtrafficpolicies',
  shortName: 'xbtrafficpolicy',
  versions: ['v1alpha1'],
  spec: backendTrafficPolicySpec,
  status: policyStatus,
});
