import type { Command } from '../../../command';
import { clientError } from '../failure';
import type { Session } from '../session';
import { encodeBase64 } from '../../../../kube/index';
import { generator } from './generators';

/** `kubectl create namespace NAME`. */
export const createNamespace: Command = generator({
  path: ['namespace'],
  aliases: ['ns'],
  summary: 'Create a namespace with the specified name',
  make: (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
});

/** `kubectl create serviceaccount NAME`. */
export const createServiceAccount: Command = generator({
  path: ['serviceaccount'],
  aliases: ['sa'],
  summary: 'Create a service account with the specified name',
  make: (name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
});

const DATA_FLAGS = [
  { long: 'from-literal', type: 'list', placeholder: 'KEY=VALUE', summary: 'a key with its value' },
  { long: 'from-file', type: 'list', placeholder: '[KEY=]FILE', summary: 'a key with a file as its value' },
] as const;

/** `kubectl create configmap NAME`. */
export const createConfigMap: Command = generator({
  path: ['configmap'],
  aliases: ['cm'],
  summary: 'Create a config map from a local file, directory or literal value',
  flags: DATA_FLAGS,
  make: (name, session) =>
    withData({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, readData(session)),
});

/** `kubectl create secret generic NAME`. */
export const createGenericSecret: Command = generator({
  path: ['secret', 'generic'],
  summary: 'Create a secret from a local file, directory, or literal value',
  flags: [...DATA_FLAGS, { long: 'type', type: 'string', summary: 'the type of the secret' }],
  make: (name, session) => {
    const type = session.input.flag('type');
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      ...(type === undefined ? {} : { type }),
    };
    return withData(secret, encoded(readData(session)));
  },
});

/** `kubectl create secret tls NAME`. */
export const createTlsSecret: Command = generator({
  path: ['secret', 'tls'],
  summary: 'Create a TLS secret',
  flags: [
    { long: 'cert', type: 'string', placeholder: 'FILE', summary: 'the certificate' },
    { long: 'key', type: 'string', placeholder: 'FILE', summary: 'its private key' },
  ],
  make: (name, session) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type: 'kubernetes.io/tls',
    data: encoded({ 'tls.crt': fileText('cert', session), 'tls.key': fileText('key', session) }),
  }),
});

function withData<T extends object>(object: T, data: Readonly<Record<string, string>>): T {
  return Object.keys(data).length === 0 ? object : { ...object, data };
}

function readData(session: Session): Readonly<Record<string, string>> {
  const data: Record<string, string> = {};
  for (const literal of session.input.list('from-literal')) {
    const equals = literal.indexOf('=');
    if (equals < 0) throw clientError(`invalid literal source ${literal}, expected key=value`);
    data[literal.slice(0, equals)] = literal.slice(equals + 1);
  }
  for (const source of session.input.list('from-file')) {
    const equals = source.indexOf('=');
    const path = source.slice(equals + 1);
    const key = equals < 0 ? (path.split('/').at(-1) ?? path) : source.slice(0, equals);
    const text = session.context.world.files.read(session.resolve(path));
    if (text === undefined) throw clientError(`error reading ${path}: no such file or directory`);
    data[key] = text;
  }
  return data;
}

function encoded(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encodeBase64(value)]));
}

function fileText(flag: string, session: Session): string {
  const path = session.input.flag(flag) ?? '';
  const text = session.context.world.files.read(session.resolve(path));
  if (text === undefined)
    throw clientError(`Cannot read file ${path}, open ${path}: no such file or directory`);
  return text;
}
