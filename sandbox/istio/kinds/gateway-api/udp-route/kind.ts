import { gatewayApiKind } from '../gateway-api-kind';
import { routeStatus } from '../schema/status';
import { tcpRouteSpec } from '../tcp-route/schema';

/** Rules for datagrams; Istio serves none of them, and leaves the status empty. */
export const udpRoute = gatewayApiKind({
  kind: 'UDPRoute',
  plural: 'udproutes',
  versions: ['v1', 'v1alpha2'],
  spec: {
    ...tcpRouteSpec,
    description: 'Rules that lead datagrams to backends; Istio has none.',
    unsupported: 'istiod does not read it.',
  },
  status: routeStatus,
});
