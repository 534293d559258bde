import { compareText } from '../../../../lib/compare-text';
import { objectSchema, type KindDeclaration, type Schema } from '../../../../kube/index';
import { completeResources } from '../complete';
import { clientError, KubectlError } from '../failure';
import { missingResource } from '../resources';
import { kubectlVerb } from '../session';

const WIDTH = 80;

/** Describes the fields of a kind (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_explain/). */
export const explain = kubectlVerb(
  {
    path: ['kubectl', 'explain'],
    summary: 'Get documentation for a resource',
    usage:
      'kubectl explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
    flags: [
      { long: 'recursive', type: 'switch', summary: 'all fields below, without their descriptions' },
      { long: 'api-version', type: 'string', summary: 'group and version' },
      { long: 'output', short: 'o', type: 'string', default: 'plaintext', summary: 'format' },
    ],
    arguments: [{ name: 'resource', complete: completeResources }],
    examples: ['kubectl explain virtualservice.spec.http'],
  },
  function* (session) {
    const { input, api } = session;
    const [word, extra] = input.positional;
    if (word === undefined) throw clientError(missingResource('explain'));
    if (extra !== undefined) throw clientError('We accept only this format: explain RESOURCE');
    const format = input.flag('output') ?? 'plaintext';
    if (!format.startsWith('plaintext')) throw clientError(`unrecognized format: ${format}`);
    const [type = '', ...path] = word.split('.');
    const kind = type === type.toLowerCase() ? api.kinds.byResource(type) : undefined;
    if (!kind) throw new KubectlError(`the server doesn't have a resource type ${JSON.stringify(type)}`);
    const wanted = input.flag('api-version');
    const version = wanted === undefined ? kind.versions[0] : versionOf(kind, wanted);
    if (version === undefined)
      throw clientError(`couldn't find resource for "${wanted ?? ''}, Resource=${kind.plural}"`);
    yield* session.print(heading(kind, version));
    const field = follow(objectSchema(kind), path);
    yield* session.print(describeField(field, path.at(-1), kind, input.has('recursive')));
    return 0;
  },
);

function versionOf(kind: KindDeclaration, apiVersion: string): string | undefined {
  return kind.versions.find(
    (version) => (kind.group === '' ? version : `${kind.group}/${version}`) === apiVersion,
  );
}

function heading(kind: KindDeclaration, version: string): string {
  const group = kind.group === '' ? '' : `GROUP:      ${kind.group}\n`;
  return `${group}KIND:       ${kind.kind}\nVERSION:    ${version}\n\n`;
}

function follow(schema: Schema, path: readonly string[]): Schema {
  let current = schema;
  for (const name of path) {
    const next = elementOf(current).properties?.[name];
    if (!next) throw clientError(`field ${JSON.stringify(name)} does not exist`);
    current = next;
  }
  return current;
}

/** The schema of the things inside lists and maps. */
function elementOf(schema: Schema): Schema {
  if (schema.items) return elementOf(schema.items);
  return schema.additionalProperties && !schema.properties ? elementOf(schema.additionalProperties) : schema;
}

function describeField(
  schema: Schema,
  name: string | undefined,
  kind: KindDeclaration,
  recursive: boolean,
): string {
  const lines: string[] = [];
  if (name !== undefined) lines.push(`FIELD: ${name} <${typeText(schema)}>`);
  const { enum: words } = elementOf(schema);
  if (words) lines.push('ENUM:', ...words.map((word) => `    ${word}`));
  if (name !== undefined) lines.push(...(words ? [''] : ['', '']));
  const description = name === undefined ? kind.description : schema.description;
  lines.push('DESCRIPTION:');
  if (description === undefined) lines.push('    <empty>');
  else lines.push(...wrap(description, '    '), '    ');
  const { properties } = elementOf(schema);
  if (properties) {
    lines.push('FIELDS:', ...(recursive ? tree(schema, 1) : fieldList(schema)));
    if (recursive) lines.push('');
  } else lines.push('');
  return `${lines.join('\n')}\n`;
}

function fieldList(schema: Schema): readonly string[] {
  const element = elementOf(schema);
  return sortedFields(element).flatMap(([name, field]) => [
    ...fieldLines(name, field, element, 1),
    ...wrap(field.description ?? '<no description>', '    '),
    '',
  ]);
}

function tree(schema: Schema, level: number): readonly string[] {
  const element = elementOf(schema);
  return sortedFields(element).flatMap(([name, field]) => [
    ...fieldLines(name, field, element, level),
    ...tree(field, level + 1),
  ]);
}

function fieldLines(name: string, field: Schema, parent: Schema, level: number): readonly string[] {
  const indent = '  '.repeat(level);
  const required = parent.required?.includes(name) === true ? ' -required-' : '';
  const words = elementOf(field).enum;
  return [
    `${indent}${name}\t<${typeText(field)}>${required}`,
    ...(words
      ? [`${indent}enum: ${words.length > 4 ? `${words.slice(0, 4).join(', ')}, ....` : words.join(', ')}`]
      : []),
  ];
}

function sortedFields(schema: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(schema.properties ?? {}).sort(([a], [b]) => compareText(a, b));
}

function typeText(schema: Schema): string {
  if (schema.type === 'array') return `[]${schema.items ? typeText(schema.items) : 'Object'}`;
  if (schema.additionalProperties && !schema.properties)
    return `map[string]${typeText(schema.additionalProperties)}`;
  if (schema.format === 'int-or-string') return 'IntOrString';
  if (schema.type === 'any') return 'Object';
  return schema.type === 'object' ? (schema.struct ?? 'Object') : schema.type;
}

function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = indent;
    for (const word of paragraph.split(' ')) {
      if (line.length > indent.length && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = indent;
      }
      line += line.length > indent.length ? ` ${word}` : word;
    }
    lines.push(line);
  }
  return lines;
}
