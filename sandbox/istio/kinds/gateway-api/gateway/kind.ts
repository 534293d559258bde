import { at, records, string } from '../../../../kube/index';
import { gatewayApiKind } from '../gateway-api-kind';
import { conditionColumn } from '../printer-columns';
import { gatewayStatus } from '../schema/status';
import { gatewaySpec } from './schema';

/** A gateway and its listeners. */
export const gateway = gatewayApiKind({
  kind: 'Gateway',
  plural: 'gateways',
  shortName: 'gtw',
  versions: ['v1', 'v1beta1'],
  spec: gatewaySpec,
  status: gatewayStatus,
  columns: [
    { name: 'CLASS', value: (object) => string(at(object.spec, 'gatewayClassName')) },
    {
      name: 'ADDRESS',
      value: (object) =>
        records(at(object.status, 'addresses'))
          .slice(0, 1)
          .map((address) => string(address['value']))
          .join(''),
    },
    conditionColumn('Programmed'),
  ],
});
