// data table
import type { Schema } from '../../../../kube/index';
import { l4Rules } from '../schema/l4-rules';
import { parentRefs, useDefaultGateways } from '../schema/parent-refs';

/** What a TCPRoute holds; a UDPRoute has the same fields. */
export const tcpRouteSpec: Schema = {
  type: 'object',
  description: 'Rules that lead connections to backends.',
  required: ['rules'],
  properties: {
    parentRefs,
    rules: l4Rules,
    useDefaultGateways,
  },
};
