// data table
import type { Schema } from '../../../../kube/index';
import { portNumber } from './names';
import { objectRefTo } from './object-refs';

const REFUSED = 'istiod refuses filters of this type at a backend.';

const service = objectRefTo({ group: '', kind: 'Service' });

/** A backend without a weight. */
export const backendObjectRef: Schema = {
  ...service,
  rules: [
    {
      rule: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
      message: 'Must have port for Service reference',
    },
  ],
  properties: {
    ...service.properties,
    port: { ...portNumber, description: 'The port of the Service; required for Services.' },
  },
};

/** A backend with a weight. */
const backendRef: Schema = {
  ...backendObjectRef,
  properties: {
    ...backendObjectRef.properties,
    weight: {
      type: 'integer',
      description: 'The share of the requests, in proportion to the other weights; 0 for none.',
      format: 'int32',
      minimum: 0,
      maximum: 1000000,
      default: 1,
    },
  },
};

/** Where a rule leads. */
export const backendRefs: Schema = {
  type: 'array',
  description: 'Where requests go, shared out by weight.',
  maxItems: 16,
  items: backendRef,
};

/** Where a rule leads, each backend with filters of its own. */
export function backendRefsWith(filters: Schema): Schema {
  const { items, ...list } = filters;
  const own: Schema = {
    ...list,
    description: 'Changes for this backend alone.',
    ...(items && { items: headersOnly(items) }),
  };
  return {
    ...backendRefs,
    items: { ...backendRef, properties: { filters: own, ...backendRef.properties } },
  };
}

/** Of the filters of a backend, those that change headers are the ones that istiod has. */
function headersOnly(filter: Schema): Schema {
  const properties = Object.entries(filter.properties ?? {}).map(([name, own]) => {
    const isRead = name === 'type' || name.endsWith('HeaderModifier');
    return [name, isRead ? own : { ...own, unsupported: REFUSED }] as const;
  });
  return { ...filter, properties: Object.fromEntries(properties) };
}
