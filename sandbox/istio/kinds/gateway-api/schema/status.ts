// data table
import type { Schema } from '../../../../kube/index';

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', format: 'int32' };

const conditions: Schema = {
  type: 'array',
  description: 'What is true of the object, each with a reason.',
  listMapKeys: ['type'],
  items: {
    type: 'object',
    required: ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
    properties: {
      lastTransitionTime: { type: 'string', format: 'date-time' },
      message: text,
      observedGeneration: { type: 'integer', format: 'int64' },
      reason: text,
      status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
      type: text,
    },
  },
};

const routeKinds: Schema = {
  type: 'array',
  description: 'Kinds of routes that may attach.',
  items: { type: 'object', properties: { group: text, kind: text } },
};

const listeners: Schema = {
  type: 'array',
  description: 'What became of each listener.',
  listMapKeys: ['name'],
  items: {
    type: 'object',
    properties: {
      attachedRoutes: { ...count, description: 'How many routes are attached.' },
      conditions,
      name: text,
      supportedKinds: routeKinds,
    },
  },
};

/** What stands in the status before any controller has seen the object. */
function waiting(...types: readonly string[]): unknown {
  return {
    conditions: types.map((type) => ({
      lastTransitionTime: '1970-01-01T00:00:00Z',
      message: 'Waiting for controller',
      reason: 'Pending',
      status: 'Unknown',
      type,
    })),
  };
}

/** What became of a GatewayClass. */
export const classStatus: Schema = {
  type: 'object',
  default: waiting('Accepted'),
  properties: {
    conditions,
    supportedFeatures: { type: 'array', items: { type: 'object', properties: { name: text } } },
  },
};

/** What became of a Gateway. */
export const gatewayStatus: Schema = {
  type: 'object',
  default: waiting('Accepted', 'Programmed'),
  properties: {
    addresses: {
      type: 'array',
      description: 'Where the gateway answers.',
      items: { type: 'object', required: ['value'], properties: { type: text, value: text } },
    },
    attachedListenerSets: count,
    conditions,
    listeners,
  },
};

/** What became of a ListenerSet. */
export const listenerSetStatus: Schema = {
  type: 'object',
  default: waiting('Accepted', 'Programmed'),
  properties: { conditions, listeners },
};

const reference: Schema = {
  type: 'object',
  properties: { group: text, kind: text, name: text, namespace: text, port: count, sectionName: text },
};

/** What became of a route at each of its parents. */
export const routeStatus: Schema = {
  type: 'object',
  required: ['parents'],
  properties: {
    parents: {
      type: 'array',
      description: 'The parents, and whether they took the route.',
      items: {
        type: 'object',
        properties: { conditions, controllerName: text, parentRef: reference },
      },
    },
  },
};

/** What became of a policy at each Gateway it concerns. */
export const policyStatus: Schema = {
  type: 'object',
  properties: {
    ancestors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { ancestorRef: reference, conditions, controllerName: text },
      },
    },
  },
};
