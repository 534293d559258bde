import { defineKind } from '../../kind';
import { record, string } from '../../read';
import { flag, struct, text, texts } from '../../schema/build';
import { annotationPairs, Description, pairs } from '../describe-text';
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
    const text = new Description();
    text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
    text.values('Labels', pairs(object.metadata.labels));
    text.values('Annotations', annotationPairs(object.metadata.annotations));
    text.lines(['']).field('Type', string(object['type'])).lines(['', 'Data', '====']);
    for (const [key, value] of Object.entries(record(object.data)))
      text.field(key, `${String(byteLength(string(value)))} bytes`);
    return text.toString();
  },
});
