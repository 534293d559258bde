// data table
import type { Schema } from '../../../kube/index';

const SELECTED = 'Pods it is for; the whole namespace when left out, the whole mesh in the root namespace.';

/** Pods by labels, as `matchLabels`. */
export const workloadSelector: Schema = {
  type: 'object',
  description: SELECTED,
  properties: {
    matchLabels: {
      type: 'object',
      description: 'A pod is chosen when it carries all of these labels.',
      maxProperties: 4096,
      rules: [
        { rule: 'self.all(key, !key.contains("*"))', message: 'wildcard not allowed in label key match' },
        { rule: 'self.all(key, key.size() != 0)', message: 'key must not be empty' },
      ],
      additionalProperties: {
        type: 'string',
        maxLength: 63,
        rules: [{ rule: '!self.contains("*")', message: 'wildcard not allowed in label value match' }],
      },
    },
  },
};

/** Pods by labels, as `labels`. */
export const labelSelector: Schema = {
  type: 'object',
  description: SELECTED,
  properties: {
    labels: {
      type: 'object',
      description: 'A pod is chosen when it carries all of these labels.',
      maxProperties: 256,
      additionalProperties: {
        type: 'string',
        maxLength: 63,
        rules: [{ rule: '!self.contains("*")', message: 'wildcard is not supported in selector' }],
      },
    },
  },
};

/** An object that a policy is attached to. */
export const targetRef: Schema = {
  type: 'object',
  description: 'The object that the policy is attached to, in place of a selector.',
  required: ['kind', 'name'],
  properties: {
    group: {
      type: 'string',
      description: 'API group of the object; empty for core kinds such as Service.',
      maxLength: 253,
      pattern: '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    },
    kind: {
      type: 'string',
      description: 'Kind of the object, such as Gateway.',
      maxLength: 63,
      minLength: 1,
      pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$',
    },
    name: { type: 'string', description: 'Name of the object.', maxLength: 253, minLength: 1 },
    namespace: {
      type: 'string',
      description: "Left out or empty: the object lives in the policy's own namespace.",
      rules: [
        { rule: 'self.size() == 0', message: 'cross namespace referencing is not currently supported' },
      ],
    },
  },
};

/** Objects that a policy is attached to. */
export const targetRefs: Schema = {
  type: 'array',
  description: 'The objects that the policy is attached to, in place of a selector.',
  maxItems: 16,
  items: targetRef,
};
