// data table
import type { Schema } from '../../../../kube/index';
import { groupName, kindName, namespaceName, objectName, portNumber, sectionName } from './names';

/** What a route attaches to. */
export const parentRefs: Schema = {
  type: 'array',
  description:
    'Where the route attaches: Gateways (or one listener of them), ListenerSets, or Services for calls inside the mesh.',
  maxItems: 32,
  rules: [
    {
      rule: "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))",
      message:
        'sectionName or port must be specified when parentRefs includes 2 or more references to the same parent',
    },
    {
      rule: "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))",
      message:
        'sectionName or port must be unique when parentRefs includes 2 or more references to the same parent',
    },
  ],
  items: {
    type: 'object',
    required: ['name'],
    properties: {
      group: {
        ...groupName,
        description: 'The API group of the parent; empty for a Service.',
        default: 'gateway.networking.k8s.io',
      },
      kind: { ...kindName, description: 'Gateway, ListenerSet or Service.', default: 'Gateway' },
      name: { ...objectName, description: 'The name of the parent.' },
      namespace: {
        ...namespaceName,
        description: 'The namespace of the parent; the same one when left out.',
      },
      port: { ...portNumber, description: 'Only listeners (or the port of a Service) with this number.' },
      sectionName: { ...sectionName, description: 'Only the listener with this name.' },
    },
  },
};

/** Attachment without naming a parent. */
export const useDefaultGateways: Schema = {
  type: 'string',
  description: 'Whether the route attaches to default gateways.',
  unsupported: 'istiod does not read it.',
  enum: ['All', 'None'],
};
