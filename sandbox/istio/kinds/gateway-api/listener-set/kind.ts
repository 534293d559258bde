import { gatewayApiKind } from '../gateway-api-kind';
import { conditionColumn } from '../printer-columns';
import { listenerSetStatus } from '../schema/status';
import { listenerSetSpec } from './schema';

/** Listeners that join a Gateway. */
export const listenerSet = gatewayApiKind({
  kind: 'ListenerSet',
  plural: 'listenersets',
  shortName: 'lset',
  versions: ['v1'],
  spec: listenerSetSpec,
  status: listenerSetStatus,
  columns: [conditionColumn('Accepted'), conditionColumn('Programmed')],
});
