// data table
import type { Schema } from '../../../../kube/index';
import { frontendTls, secretRef } from '../schema/certificate-refs';
import { labelSelector } from '../schema/label-selector';
import { listeners } from '../schema/listeners';
import { objectName, portNumber } from '../schema/names';
import { localObjectRef } from '../schema/object-refs';
import { useDefaultGateways } from '../schema/parent-refs';

/** What a Gateway of Gateway API holds. */
export const gatewaySpec: Schema = {
  type: 'object',
  description: 'Where traffic enters: which ports, protocols and hosts a gateway answers.',
  required: ['gatewayClassName', 'listeners'],
  properties: {
    addresses: {
      type: 'array',
      description:
        'Addresses the gateway is asked to have; a Hostname binds it to a Service that exists already.',
      maxItems: 16,
      rules: [
        {
          rule: "self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
          message: 'IPAddress values must be unique',
        },
        {
          rule: "self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
          message: 'Hostname values must be unique',
        },
      ],
      items: {
        type: 'object',
        rules: [
          {
            rule: 'self.type == \'Hostname\' ? (!has(self.value) || self.value.matches(r"""^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$""")): true',
            message:
              'Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)',
          },
        ],
        properties: {
          type: {
            type: 'string',
            description: 'IPAddress, or Hostname to name a Service.',
            pattern:
              "^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
            minLength: 1,
            maxLength: 253,
            default: 'IPAddress',
          },
          value: { type: 'string', description: 'The address or the host name.', maxLength: 253 },
        },
      },
    },
    allowedListeners: {
      type: 'object',
      description: 'Which ListenerSets may add listeners.',
      properties: {
        namespaces: {
          type: 'object',
          description: 'Namespaces whose ListenerSets may attach.',
          default: { from: 'None' },
          properties: {
            from: {
              type: 'string',
              description: 'None, Same, All, or Selector.',
              default: 'None',
              enum: ['All', 'Selector', 'Same', 'None'],
            },
            selector: { ...labelSelector, description: 'Labels of the namespaces, with from: Selector.' },
          },
        },
      },
    },
    defaultScope: { ...useDefaultGateways, description: 'Whether routes that name no parent attach here.' },
    gatewayClassName: {
      ...objectName,
      description: 'The GatewayClass; istio for a gateway that Istio runs.',
    },
    infrastructure: {
      type: 'object',
      description: 'What the objects made for the gateway carry.',
      properties: {
        annotations: {
          type: 'object',
          description: 'Annotations of everything made for the gateway.',
          maxProperties: 16,
          rules: [
            {
              rule: 'self.all(key, key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))',
              message:
                'Annotation keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.',
            },
            {
              rule: 'self.all(key, key.split("/")[0].size() < 253)',
              message:
                "If specified, the annotation key's prefix must be a DNS subdomain not longer than 253 characters in total.",
            },
          ],
          additionalProperties: { type: 'string', maxLength: 4096 },
        },
        labels: {
          type: 'object',
          description: 'Labels of everything made for the gateway.',
          maxProperties: 8,
          rules: [
            {
              rule: 'self.all(key, key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))',
              message:
                'Label keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.',
            },
            {
              rule: 'self.all(key, key.split("/")[0].size() < 253)',
              message:
                "If specified, the label key's prefix must be a DNS subdomain not longer than 253 characters in total.",
            },
          ],
          additionalProperties: {
            type: 'string',
            pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
            maxLength: 63,
          },
        },
        parametersRef: {
          ...localObjectRef,
          description: 'A ConfigMap with changes to what is made for the gateway.',
        },
      },
    },
    listeners: listeners({
      description: 'The ports that are opened, each for some hosts.',
      uniqueRule:
        'self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))',
    }),
    tls: {
      type: 'object',
      description: 'TLS settings for all listeners together.',
      properties: {
        backend: {
          type: 'object',
          description: 'How the gateway shows itself to backends.',
          properties: {
            clientCertificateRef: {
              ...secretRef,
              description: 'The Secret with the certificate the gateway shows.',
            },
          },
        },
        frontend: {
          type: 'object',
          description: 'How certificates of clients are checked.',
          required: ['default'],
          properties: {
            default: { ...frontendTls, description: 'The checks for every HTTPS listener without its own.' },
            perPort: {
              type: 'array',
              description: 'Checks for the listeners of one port.',
              maxItems: 64,
              listMapKeys: ['port'],
              rules: [
                {
                  rule: 'self.all(t1, self.exists_one(t2, t1.port == t2.port))',
                  message: 'Port for TLS configuration must be unique within the Gateway',
                },
              ],
              items: {
                type: 'object',
                required: ['port', 'tls'],
                properties: {
                  port: { ...portNumber, description: 'The port of the listeners.' },
                  tls: { ...frontendTls, description: 'The checks for this port.' },
                },
              },
            },
          },
        },
      },
    },
  },
};
