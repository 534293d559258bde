import { isRecord } from '../freeze';
import type { KindDeclaration } from '../kind';
import type { AdmissionError } from './finding';

const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SERVICE_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';

const NAME_FORMATS = {
  subdomain: {
    most: 253,
    pattern: SUBDOMAIN,
    text: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
  },
  label: {
    most: 63,
    pattern: LABEL,
    text: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
  },
  'service-label': {
    most: 63,
    pattern: SERVICE_LABEL,
    text: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${SERVICE_LABEL}')`,
  },
} as const;

/** What a part of a path cannot hold; roles and their bindings may be named anything else. */
const NOT_IN_PATH = ['/', '%'];

/** Checks name, labels and annotations in the server's words. */
export function metadataErrors(metadata: unknown, kind: KindDeclaration): readonly AdmissionError[] {
  if (metadata !== undefined && !isRecord(metadata)) return [];
  const errors: AdmissionError[] = [];
  const { name: given, labels, annotations } = metadata ?? {};
  const say = (path: string, value: string, text: string): void => {
    errors.push({ stage: 'metadata', path, message: `Invalid value: ${JSON.stringify(value)}: ${text}` });
  };
  const name = typeof given === 'string' ? given : '';
  if (name === '')
    errors.push({
      stage: 'metadata',
      path: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  else for (const text of nameProblems(name, kind)) say('metadata.name', name, text);
  for (const [key, value] of entriesOf(labels)) {
    for (const text of keyProblems(key)) say('metadata.labels', key, text);
    for (const text of labelValueProblems(value)) say('metadata.labels', value, text);
  }
  for (const [key] of entriesOf(annotations))
    for (const text of keyProblems(key.toLowerCase())) say('metadata.annotations', key, text);
  return errors;
}

function* nameProblems(name: string, kind: KindDeclaration): Iterable<string> {
  const { nameFormat = 'subdomain' } = kind;
  if (nameFormat === 'path-segment') {
    if (name === '.' || name === '..') yield `may not be '${name}'`;
    for (const part of NOT_IN_PATH) if (name.includes(part)) yield `may not contain '${part}'`;
    return;
  }
  const format = NAME_FORMATS[nameFormat];
  if (name.length > format.most) yield `must be no more than ${String(format.most)} characters`;
  if (!new RegExp(`^${format.pattern}$`).test(name)) yield format.text;
}

/** What is wrong with the key of a label or annotation. */
export function* keyProblems(key: string): Iterable<string> {
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (prefix === '') yield 'prefix part must be non-empty';
  else if (prefix !== undefined && !new RegExp(`^${SUBDOMAIN}$`).test(prefix))
    yield `prefix part ${NAME_FORMATS.subdomain.text}`;
  if (name === '') yield 'name part must be non-empty';
  else if (name.length > 63) yield 'name part must be no more than 63 bytes';
  if (!new RegExp(`^${QUALIFIED}$`).test(name))
    yield `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`;
}

/** What is wrong with the value of a label. */
export function* labelValueProblems(value: string): Iterable<string> {
  if (value.length > 63) yield 'must be no more than 63 bytes';
  if (!new RegExp(`^${LABEL_VALUE}$`).test(value))
    yield `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE}')`;
}

function entriesOf(value: unknown): [string, string][] {
  if (!isRecord(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
