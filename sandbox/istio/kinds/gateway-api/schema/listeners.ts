// data table
import type { Schema } from '../../../../kube/index';
import { allowedRoutes } from './allowed-routes';
import { listenerTls } from './listener-tls';
import { hostname, portNumber, sectionName } from './names';

/** The listeners of a Gateway or a ListenerSet. */
export function listeners(words: {
  readonly description: string;
  /** Port, protocol and host name together are each listener's own. */
  readonly uniqueRule: string;
}): Schema {
  return {
    type: 'array',
    description: words.description,
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
        rule: words.uniqueRule,
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
  };
}
