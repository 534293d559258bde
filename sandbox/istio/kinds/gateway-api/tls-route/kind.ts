import { gatewayApiKind } from '../gateway-api-kind';
import { routeStatus } from '../schema/status';
import { tlsRouteSpec } from './schema';

/** Rules for TLS connections that are not ended at the gateway. */
export const tlsRoute = gatewayApiKind({
  kind: 'TLSRoute',
  plural: 'tlsroutes',
  versions: ['v1', 'v1alpha3', 'v1alpha2'],
  spec: tlsRouteSpec,
  status: routeStatus,
});
