import { defineKind } from '../../kind';
import { withMetadata } from '../../freeze';
import { at, string } from '../../read';
import { list, opaque, struct, text } from '../../schema/build';
import { annotationPairs, Description, pairs } from '../describe-text';

/** A room for names; also the unit of sidecar injection and mesh policy. */
export const namespace = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  namespaced: false,
  nameFormat: 'label',
  generation: false,
  description: 'A namespace is a room for names; policies and sidecar injection are switched per namespace.',
  schema: struct('Namespace', {
    spec: struct('NamespaceSpec', { finalizers: list(text()) }),
    status: struct('NamespaceStatus', { phase: text('Active or Terminating.'), conditions: list(opaque()) }),
  }),
  columns: [{ name: 'STATUS', value: (object) => string(at(object.status, 'phase')) || 'Active' }],
  default: (object) => {
    const labels = { ...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name };
    return {
      ...withMetadata(object, { labels }),
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    };
  },
  describe: (object) => {
    const text = new Description().field('Name', object.metadata.name);
    text.values('Labels', pairs(object.metadata.labels));
    text.values('Annotations', annotationPairs(object.metadata.annotations));
    text.field('Status', string(at(object.status, 'phase')) || 'Active');
    return text.lines(['', 'No resource quota.', '', 'No LimitRange resource.']).toString();
  },
});
