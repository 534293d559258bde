import { gatewayApiKind } from '../gateway-api-kind';
import { hostnamesColumn } from '../printer-columns';
import { routeStatus } from '../schema/status';
import { grpcRouteSpec } from './schema';

/** Rules for gRPC calls. */
export const grpcRoute = gatewayApiKind({
  kind: 'GRPCRoute',
  plural: 'grpcroutes',
  versions: ['v1'],
  spec: grpcRouteSpec,
  status: routeStatus,
  columns: [hostnamesColumn],
});
