import { gatewayApiKind } from '../gateway-api-kind';
import { policyStatus } from '../schema/status';
import { backendTlsPolicySpec } from './schema';

/** TLS from gateways to backends. */
export const backendTlsPolicy = gatewayApiKind({
  kind: 'BackendTLSPolicy',
  plural: 'backendtlspolicies',
  shortName: 'btlspolicy',
  versions: ['v1', 'v1alpha3'],
  spec: backendTlsPolicySpec,
  status: policyStatus,
});
