// data table
import type { Schema } from '../../../../kube/index';
import { allowedRoutes } from '../schema/allowed-routes';
import { listenerTls } from '../schema/listener-tls';
import {
  groupName,
  hostname,
  kindName,
  namespaceName,
  objectName,
  portNumber,
  sectionName,
} from '../schema/names';

/** What a ListenerSet holds. */
export const listenerSetSpec: Schema = {
  type: 'object',
  description: 'Listeners that are added to a Gateway.',
  required: ['listeners', 'parentRef'],
  properties: {
    listeners: {
      type: 'array',
      description: 'The listeners that are added.',
      minItems: 1,
      maxItems: 64,
      listMapKeys: ['name'],
      rules: [
        {
          rule: "self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)",
          message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        },
        {
          rule: "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)",
          message: 'tls mode must be Terminate for protocol HTTPS',
        },
        {
          rule: "self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))",
          message: 'tls mode must be set for protocol TLS',
        },
        {
          rule: "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)",
          message: "hostname must not be specified for protocols ['TCP', 'UDP']",
        },
        {
          rule: 'self.all(l1, self.exists_one(l2, l1.name == l2.name))',
          message: 'Listener name must be unique within the Gateway',
        },
        {
          rule: 'self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))',
          message: 'Combination of port, protocol and hostname must be unique for each listener',
        },
      ],
      items: {
        type: 'object',
        required: ['name', 'port', 'protocol'],
        properties: {
          allowedRoutes: { ...allowedRoutes, description: 'Which routes may attach.' },
          hostname: {
            ...hostname,
            description:
              'The hosts that are answered, such as shop.example.com or *.example.com; all when left out.',
          },
          name: {
            ...sectionName,
            description: 'A name for the listener, unique in the gateway; a sectionName refers to it.',
          },
          port: { ...portNumber, description: 'The port that is opened.' },
          protocol: {
            type: 'string',
            description: 'HTTP, HTTPS, TLS or TCP, in capitals.',
            pattern:
              '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$',
            minLength: 1,
            maxLength: 255,
          },
          tls: { ...listenerTls, description: 'How TLS ends, or passes through, at this port.' },
        },
      },
    },
    parentRef: {
      type: 'object',
      description: 'The Gateway that gets the listeners.',
      required: ['name'],
      properties: {
        group: {
          ...groupName,
          description: "The API group; empty for Kubernetes' own.",
          default: 'gateway.networking.k8s.io',
        },
        kind: { ...kindName, description: 'The kind of the object.', default: 'Gateway' },
        name: { ...objectName, description: 'The name of the object.' },
        namespace: {
          ...namespaceName,
          description: 'The namespace of the object; the same one when left out.',
        },
      },
    },
  },
};
