// data table
import type { Schema } from '../../../kube/index';
import { portNumber, texts } from '../schema/scalars';
import { labelSelector } from '../schema/selectors';
import { workloadEntry } from '../schema/workload-entry';

/** What a ServiceEntry holds. */
export const serviceEntrySpec: Schema = {
  type: 'object',
  description: 'Adds hosts outside the cluster, or workloads, to the services that the mesh knows.',
  required: ['hosts'],
  rules: [
    {
      rule: '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1',
      message: 'only one of WorkloadSelector or Endpoints can be set',
    },
    {
      rule: '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))',
      message: 'CIDR addresses are allowed only for NONE/STATIC resolution types',
    },
    {
      rule: '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true',
      message: 'NONE mode cannot set endpoints',
    },
    {
      rule: '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true',
      message: 'DNS_ROUND_ROBIN mode cannot have multiple endpoints',
    },
  ],
  properties: {
    addresses: {
      type: 'array',
      description:
        'Virtual addresses or ranges of the hosts. TCP services that have none are told apart by their ports alone.',
      maxItems: 256,
      items: { type: 'string', maxLength: 64 },
    },
    endpoints: {
      type: 'array',
      description: 'Addresses of the service; with DNS and none of them, the hosts themselves are looked up.',
      maxItems: 4096,
      items: workloadEntry,
    },
    exportTo: texts('Namespaces that see the hosts: `.` is the own one, `*` (the default) all, `~` none.'),
    hosts: {
      type: 'array',
      description: 'Names under which clients call.',
      maxItems: 256,
      minItems: 1,
      items: { type: 'string', rules: [{ rule: 'self != "*"', message: 'hostname cannot be wildcard' }] },
    },
    location: {
      type: 'string',
      description: 'Whether the service is part of the mesh (mutual TLS) or outside (the default).',
      enum: ['MESH_EXTERNAL', 'MESH_INTERNAL'],
    },
    ports: {
      type: 'array',
      description: 'Ports of the service.',
      maxItems: 256,
      listMapKeys: ['name'],
      rules: [
        {
          rule: 'self.all(l1, self.exists_one(l2, l1.number == l2.number))',
          message: 'port number cannot be duplicated',
        },
      ],
      items: {
        type: 'object',
        required: ['number', 'name'],
        properties: {
          name: { type: 'string', description: 'Name of the port.', maxLength: 256 },
          number: { ...portNumber, description: 'The port that clients call.' },
          protocol: {
            type: 'string',
            description:
              'HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, MONGO, TCP or TLS; HTTPS and TLS are passed on by SNI, undecrypted.',
            maxLength: 256,
          },
          targetPort: {
            ...portNumber,
            description: 'The port of the endpoints; the port itself when left out.',
          },
        },
      },
    },
    resolution: {
      type: 'string',
      description:
        'How the proxy finds addresses: NONE (the default) keeps the one that the caller dialled, STATIC uses endpoints, the others look names up.',
      enum: ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'],
    },
    subjectAltNames: texts('Names of which the certificate of an endpoint must carry one.'),
    workloadSelector: {
      ...labelSelector,
      description: 'Pods and WorkloadEntries of the namespace that are endpoints of the service.',
    },
  },
};
