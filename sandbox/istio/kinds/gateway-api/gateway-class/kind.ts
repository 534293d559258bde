import { ageColumn, at, string } from '../../../../kube/index';
import { gatewayApiKind } from '../gateway-api-kind';
import { conditionColumn } from '../printer-columns';
import { classStatus } from '../schema/status';
import { gatewayClassSpec } from './schema';

/** Names a controller for Gateways. */
export const gatewayClass = gatewayApiKind({
  kind: 'GatewayClass',
  plural: 'gatewayclasses',
  shortName: 'gc',
  versions: ['v1', 'v1beta1'],
  clusterWide: true,
  spec: gatewayClassSpec,
  status: classStatus,
  columns: [
    { name: 'CONTROLLER', value: (object) => string(at(object.spec, 'controllerName')) },
    conditionColumn('Accepted'),
    ageColumn,
    { name: 'DESCRIPTION', priority: 1, value: (object) => string(at(object.spec, 'description')) },
  ],
});
