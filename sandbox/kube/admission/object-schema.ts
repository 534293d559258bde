import { memoByObject } from '../../lib/memo';
import type { KindDeclaration } from '../kind';
import type { Schema } from '../schema';

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'object', additionalProperties: TEXT };
const ANYTHING: Schema = { type: 'any', preserveUnknownFields: true };

const METADATA: Schema = {
  type: 'object',
  struct: 'ObjectMeta',
  properties: {
    name: { ...TEXT, description: 'The name, unique among objects of this kind in the namespace.' },
    namespace: {
      ...TEXT,
      description: 'The namespace the object lives in; kubectl fills in the current one.',
    },
    labels: { ...TEXTS, description: 'Keys and values that selectors pick objects by.' },
    annotations: { ...TEXTS, description: 'Keys and values for tools; selectors do not see them.' },
    generateName: { ...TEXT, description: 'A prefix; the server appends five random characters.' },
    uid: TEXT,
    resourceVersion: TEXT,
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string', nullable: true },
    deletionTimestamp: { type: 'string', nullable: true },
    deletionGracePeriodSeconds: { type: 'integer' },
    selfLink: TEXT,
    finalizers: { type: 'array', items: TEXT },
    ownerReferences: { type: 'array', items: ANYTHING },
    managedFields: { type: 'array', items: ANYTHING },
  },
};

/** The schema of the whole object: a kind's own fields plus apiVersion, kind and metadata. */
export const objectSchema = memoByObject((kind: KindDeclaration): Schema => ({
  ...kind.schema,
  properties: {
    apiVersion: { ...TEXT, description: 'Group and version of the kind.' },
    kind: { ...TEXT, description: 'The kind of the object.' },
    metadata: METADATA,
    ...kind.schema.properties,
  },
}));
