// data table
import type { Schema } from '../../../../kube/index';
import { listeners } from '../schema/listeners';
import { objectRefTo } from '../schema/object-refs';

/** What a ListenerSet holds. */
export const listenerSetSpec: Schema = {
  type: 'object',
  description: 'Listeners that are added to a Gateway.',
  required: ['listeners', 'parentRef'],
  properties: {
    listeners: listeners({
      description: 'The listeners that are added.',
      uniqueRule:
        'self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))',
    }),
    parentRef: {
      ...objectRefTo({ group: 'gateway.networking.k8s.io', kind: 'Gateway' }),
      description: 'The Gateway that gets the listeners.',
    },
  },
};
