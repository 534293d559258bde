// data table
import type { Schema } from '../../../../kube/index';

/** An API group; empty = the core group. */
export const groupName: Schema = {
  type: 'string',
  pattern: '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
};

/** The kind of a referenced object. */
export const kindName: Schema = {
  type: 'string',
  pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$',
  minLength: 1,
  maxLength: 63,
};

/** The name of a referenced object. */
export const objectName: Schema = { type: 'string', minLength: 1, maxLength: 253 };

/** A namespace. */
export const namespaceName: Schema = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  minLength: 1,
  maxLength: 63,
};

/** The name of a listener, rule or port; also a host name without wildcard. */
export const sectionName: Schema = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  minLength: 1,
  maxLength: 253,
};

/** A host name, perhaps with a wildcard in front. */
export const hostname: Schema = {
  type: 'string',
  pattern: '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  minLength: 1,
  maxLength: 253,
};

/** A port of TCP or UDP. */
export const portNumber: Schema = { type: 'integer', format: 'int32', minimum: 1, maximum: 65535 };

/** A duration as Gateway API writes it (GEP-2257): whole numbers of h, m, s and ms. */
export const gatewayDuration: Schema = { type: 'string', pattern: '^([0-9]{1,5}(h|m|s|ms)){1,4}$' };

/** The hosts of a route. */
export const hostnames: Schema = {
  type: 'array',
  description: 'Hosts the route answers; all hosts of the listener when left out.',
  maxItems: 16,
  items: hostname,
};
