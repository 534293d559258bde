import { defineKind } from '../../kind';
import { record, string } from '../../read';
import { flag, struct, texts } from '../../schema/build';
import { annotationPairs, Description, pairs } from '../describe-text';

/** Small plain data for programs to read. */
export const configMap = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'ConfigMap',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  namespaced: true,
  description: 'A config map holds small plain data for programs to read.',
  schema: struct('ConfigMap', {
    data: texts('Texts by key.'),
    binaryData: texts('Base64 by key.'),
    immutable: flag(),
  }),
  columns: [
    {
      name: 'DATA',
      value: (object) =>
        String(Object.keys(record(object.data)).length + Object.keys(record(object['binaryData'])).length),
    },
  ],
  describe: (object) => {
    const text = new Description();
    text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
    text.values('Labels', pairs(object.metadata.labels));
    text.values('Annotations', annotationPairs(object.metadata.annotations));
    text.lines(['', 'Data', '====']);
    for (const [key, value] of Object.entries(record(object.data)))
      text.lines([`${key}:`, '----', ...string(value).split('\n'), '']);
    return text.lines(['', 'BinaryData', '====', '', 'Events:  <none>']).toString();
  },
});
