import { defineKind } from '../../kind';
import { record, string } from '../../read';
import { flag, struct, text, texts } from '../../schema/build';
import { Description, pairs } from '../describe-text';
import { byteLength, encodeBase64 } from '../../base64';

/** Small confidential data, such as a certificate and its key. */
export const secret = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  namespaced: true,
  description: 'A secret holds small confidential data, such as a certificate and its key.',
  schema: struct('Secret', {
    type: text('Opaque, kubernetes.io/tls, ...'),
    data: texts('Values in base64.'),
    stringData: texts('Values as plain text; stored as data.'),
    immutable: flag(),
  }),
  columns: [
    { name: 'TYPE', value: (object) => string(object['type']) },
    { name: 'DATA', value: (object) => String(Object.keys(record(object.data)).length) },
  ],
  default: ({ stringData, ...object }) => {
    const encoded = Object.entries(record(stringData)).map(([key, value]) => [
      key,
      encodeBase64(string(value)),
    ]);
    const data = { ...object.data, ...(Object.fromEntries(encoded) as Record<string, string>) };
    return { type: 'Opaque', ...object, ...(Object.keys(data).length > 0 ? { data } : {}) };
  },
  describe: (object) => {
    const described = new Description();
    described.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
    described.field('Labels', pairs(object.metadata.labels).join(',') || '<none>');
    described.field('Annotations', pairs(object.metadata.annotations, ': ')[0] ?? '<none>');
    described.line('').field('Type', string(object['type'])).line('').line('Data').line('====');
    for (const [key, value] of Object.entries(record(object.data)))
      described.field(key, `${String(byteLength(string(value)))} bytes`);
    return described.toString();
  },
});
