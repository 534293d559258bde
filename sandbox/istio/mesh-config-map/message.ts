import type { Schema } from '../../kube/index';
import { clientTls } from '../kinds/destination-rule/client-tls';
import { connectionPool, tcpSettings } from '../kinds/destination-rule/connection-pool';
import { localityLbSetting } from '../kinds/destination-rule/load-balancer';
import { outlierDetection } from '../kinds/destination-rule/outlier-detection';
import type { DecodedMessage } from '../kinds/decode-spec';
import { duration } from '../kinds/schema/scalars';
import { retries } from '../kinds/virtual-service/retries';
import { meshEnums, meshMessages } from './fields';
import { notSimulatedFields } from './not-simulated';

const PACKAGE = 'istio.mesh.v1alpha1.';
const NETWORKING = 'istio.networking.v1alpha3.';
/** Read as it is. */
const anything: Schema = { type: 'any' };

const scalars: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  double: { type: 'number', format: 'double' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  uint32: { type: 'integer' },
  Duration: duration,
  Struct: anything,
};

/** Messages that DestinationRules and VirtualServices have too. */
const shared: Readonly<Record<string, Schema>> = {
  ClientTLSSettings: clientTls,
  ConnectionPoolSettings: connectionPool,
  LocalityLoadBalancerSetting: localityLbSetting,
  OutlierDetection: outlierDetection,
  HTTPRetry: retries,
  TcpKeepalive: tcpSettings.properties?.tcpKeepalive ?? anything,
};

const unread: Schema = { ...anything, unsupported: 'istiod does not read it.' };

/** Retries towards the own application, which is one host and is given all the time there is. */
const inboundRetries: Schema = {
  ...retries,
  properties: { ...retries.properties, perTryTimeout: unread, retryIgnorePreviousHosts: unread },
};

/** What the mesh's own configuration holds, in the terms of the API server's schemas. */
export const meshConfigMessage = messageOf('MeshConfig');
/** What `defaultConfig` holds, and the annotation `proxy.istio.io/config`. */
export const proxyConfigSchema = schemaOf('ProxyConfig');
/** What `meshNetworks` holds. */
export const meshNetworksMessage = messageOf('MeshNetworks');

function messageOf(name: string): DecodedMessage {
  return { schema: schemaOf(name), type: PACKAGE + name, path: '', fieldType };
}

function schemaOf(name: string): Schema {
  const fields = meshMessages[name];
  if (!fields) return scalars[name] ?? shared[name] ?? enumOf(name);
  const properties = Object.fromEntries(
    Object.entries(fields).map(([field, type]) => {
      const unsupported = notSimulatedFields[name]?.[field];
      const schema = field === 'defaultInboundHttpRetryPolicy' ? inboundRetries : fieldSchema(type);
      return [field, { ...schema, ...(unsupported === undefined ? {} : { unsupported }) }];
    }),
  );
  return { type: 'object', properties };
}

function fieldSchema(type: string): Schema {
  if (type.startsWith('[]')) return { type: 'array', items: schemaOf(type.slice(2)) };
  if (!type.startsWith('map ')) return schemaOf(type);
  return { type: 'object', additionalProperties: schemaOf(type.slice(4)) };
}

function enumOf(name: string): Schema {
  const values = meshEnums[name];
  return values ? { type: 'string', enum: values } : anything;
}

/** The full name of what a field of one of these messages decodes to; undefined for other messages. */
function fieldType(message: string, field: string): string | undefined {
  if (!message.startsWith(PACKAGE)) return undefined;
  const type = meshMessages[message.slice(PACKAGE.length)]?.[field]?.replace(/^(\[\]|map )/, '') ?? '';
  return (type in shared ? NETWORKING : PACKAGE) + type;
}
