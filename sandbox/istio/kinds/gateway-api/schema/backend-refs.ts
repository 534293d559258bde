// data table
import type { Schema } from '../../../../kube/index';
import { groupName, kindName, namespaceName, objectName, portNumber } from './names';

/** A backend with a weight. */
export const backendRefFields: Schema = {
  type: 'object',
  required: ['name'],
  rules: [
    {
      rule: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
      message: 'Must have port for Service reference',
    },
  ],
  properties: {
    group: { ...groupName, description: "The API group; empty for Kubernetes' own.", default: '' },
    kind: { ...kindName, description: 'The kind of the object.', default: 'Service' },
    name: { ...objectName, description: 'The name of the object.' },
    namespace: { ...namespaceName, description: 'The namespace of the object; the same one when left out.' },
    port: { ...portNumber, description: 'The port of the Service; required for Services.' },
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

/** A backend without a weight. */
export const backendObjectRef: Schema = {
  type: 'object',
  required: ['name'],
  rules: [
    {
      rule: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
      message: 'Must have port for Service reference',
    },
  ],
  properties: {
    group: { ...groupName, description: "The API group; empty for Kubernetes' own.", default: '' },
    kind: { ...kindName, description: 'The kind of the object.', default: 'Service' },
    name: { ...objectName, description: 'The name of the object.' },
    namespace: { ...namespaceName, description: 'The namespace of the object; the same one when left out.' },
    port: { ...portNumber, description: 'The port of the Service; required for Services.' },
  },
};

/** An object of the same namespace. */
export const localObjectRef: Schema = {
  type: 'object',
  required: ['group', 'kind', 'name'],
  properties: {
    group: { ...groupName, description: "The API group; empty for Kubernetes' own." },
    kind: { ...kindName, description: 'The kind of the object.' },
    name: { ...objectName, description: 'The name of the object.' },
  },
};
