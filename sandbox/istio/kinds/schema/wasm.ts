// data table
import type { Schema } from '../../../kube/index';

/** Of the URL of a module; which schemes it may have, each kind lists in an order of its own. */
export const MODULE_URL =
  "Where the module is: oci:// (when nothing is said), http://, https://, or file:// inside the proxy's container.";

/** Of the phase of an extension; each kind has its own word for none. */
export const PHASE =
  'Where among the filters it stands: before authentication (AUTHN), authorization (AUTHZ) or statistics (STATS); near the router by default.';

/** The machine a module runs in. */
const vmConfig: Schema = {
  type: 'object',
  description: 'The virtual machine that the module runs in.',
  properties: {
    env: {
      type: 'array',
      description: 'Variables of the environment that the module sees.',
      maxItems: 256,
      listMapKeys: ['name'],
      items: {
        type: 'object',
        required: ['name'],
        rules: [
          {
            rule: '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)',
            message: 'value may only be set when valueFrom is INLINE',
          },
        ],
        properties: {
          name: { type: 'string', description: "The variable's name.", maxLength: 256, minLength: 1 },
          value: { type: 'string', description: "The variable's value; only for INLINE.", maxLength: 2048 },
          valueFrom: {
            type: 'string',
            description:
              "INLINE (the default) takes the value from here, HOST from the proxy's own environment.",
            enum: ['INLINE', 'HOST'],
          },
        },
      },
    },
  },
};

/** What every kind with a module says of it, apart from its URL. */
export const wasmModule = {
  failStrategy: {
    type: 'string',
    description:
      'What a broken module does: FAIL_CLOSE (the default) fails requests, FAIL_OPEN skips it, FAIL_RELOAD starts it again.',
    enum: ['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'],
  },
  imagePullPolicy: {
    type: 'string',
    description:
      'When the module is fetched again; IfNotPresent by default, Always for images with the tag latest.',
    enum: ['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'],
  },
  imagePullSecret: {
    type: 'string',
    description: 'A Secret of the same namespace with the credentials of the image registry.',
    maxLength: 253,
    minLength: 1,
  },
  pluginConfig: {
    type: 'object',
    description: 'Configuration that is handed to the module as it stands.',
    preserveUnknownFields: true,
  },
  pluginName: {
    type: 'string',
    description: 'The name of the plugin in the module; some modules hold several.',
    maxLength: 256,
    minLength: 1,
  },
  sha256: {
    type: 'string',
    description: 'The SHA-256 checksum, in hex, that the module or image must have.',
    pattern: '(^$|^[a-f0-9]{64}$)',
  },
  type: {
    type: 'string',
    description: 'HTTP (the default) sees requests, NETWORK the bytes of connections.',
    enum: ['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'],
  },
  verificationKey: {
    type: 'string',
    description: 'A public key for signatures of the module. Istio does not read it.',
  },
  vmConfig,
} as const satisfies Readonly<Record<string, Schema>>;

/** Which of several extensions of one phase comes first. */
export const priority: Schema = {
  type: 'integer',
  description: 'Order within the phase, highest first; 0 by default.',
  format: 'int32',
  nullable: true,
};

/** The traffic a module sees. */
export const trafficSelectors: Schema = {
  type: 'array',
  description: 'Traffic that passes the extension: any one entry must hold; all traffic when left out.',
  items: {
    type: 'object',
    properties: {
      mode: {
        type: 'string',
        description: 'CLIENT is outbound traffic, SERVER inbound; CLIENT_AND_SERVER by default.',
        enum: ['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER'],
      },
      ports: {
        type: 'array',
        description:
          "Ports of which one must be addressed: outbound the service's, inbound the pod's; any when left out.",
        listMapKeys: ['number'],
        items: {
          type: 'object',
          required: ['number'],
          properties: {
            number: { type: 'integer', description: 'The number of the port.', maximum: 65535, minimum: 1 },
          },
        },
      },
    },
  },
};
