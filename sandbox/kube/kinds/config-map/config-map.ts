import { defineKind } from '../../kind';
import { record, string } from '../../read';
import { flag, struct, texts } from '../../schema/build';
import { Description, pairs } from '../describe-text';

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
    text.field('Labels', pairs(object.metadata.labels).join(',') || '<none>');
    text.field('Annotations', pairs(object.metadata.annotations, ': ')[0] ?? '<none>');
    text.line('').line('Data').line('====');
    for (const [key, value] of Object.entries(record(object.data)))
      text.line(`${key}:`).line('----').line(string(value)).line('');
    return text.line('').line('BinaryData').line('====').line('').line('Events:  <none>').toString();
  },
});
