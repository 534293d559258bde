import { gatewayApiKind } from '../gateway-api-kind';
import { hostnamesColumn } from '../printer-columns';
import { routeStatus } from '../schema/status';
import { httpRouteSpec } from './schema';

/** Rules for HTTP requests. */
export const httpRoute = gatewayApiKind({
  kind: 'HTTPRoute',
  plural: 'httproutes',
  versions: ['v1', 'v1beta1'],
  spec: httpRouteSpec,
  status: routeStatus,
  columns: [hostnamesColumn],
});
