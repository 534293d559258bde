// data table
import type { Schema } from '../../../kube/index';
import { texts } from '../schema/scalars';
import { http } from './http';
import { tcp, tls } from './l4';

/** What a VirtualService holds. */
export const virtualServiceSpec: Schema = {
  type: 'object',
  description: 'Rules that decide where requests for some hosts go.',
  properties: {
    exportTo: texts('Namespaces in which these rules are seen: `*` all (the default), `.` only its own.'),
    gateways: texts(
      'Gateways whose traffic the rules hold for, and `mesh` for the sidecars; only `mesh` when left out.',
    ),
    hosts: texts('Hosts whose traffic the rules hold for: what clients put into the URL.'),
    http,
    tcp,
    tls,
  },
};
