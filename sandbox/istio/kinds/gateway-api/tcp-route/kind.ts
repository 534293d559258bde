import { gatewayApiKind } from '../gateway-api-kind';
import { routeStatus } from '../schema/status';
import { tcpRouteSpec } from './schema';

/** Rules for plain connections. */
export const tcpRoute = gatewayApiKind({
  kind: 'TCPRoute',
  plural: 'tcproutes',
  versions: ['v1', 'v1alpha2'],
  spec: tcpRouteSpec,
  status: routeStatus,
});
