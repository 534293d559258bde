import { compareText } from '../../../lib/compare-text';
import { isRecord, record, records, string } from '../../../kube/index';
import { parseYaml, printYaml } from '../../../lib/yaml/index';
import { HOME, type VirtualFiles } from '../../files';
import { clientError } from './failure';

export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** Absent: `default`. */
  readonly namespace?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The only server there is. */
export const SERVER = '127.0.0.1:6443';
export const KUBECONFIG_PATH = `${HOME}/.kube/config`;
const ONLY = 'sandbox';

const DEFAULT: Json = {
  apiVersion: 'v1',
  clusters: [{ cluster: { server: `http://${SERVER}` }, name: ONLY }],
  contexts: [{ context: { cluster: ONLY, user: ONLY }, name: ONLY }],
  'current-context': ONLY,
  kind: 'Config',
  users: [{ name: ONLY, user: {} }],
};

const EMPTY: Json = {
  apiVersion: 'v1',
  clusters: null,
  contexts: null,
  'current-context': '',
  kind: 'Config',
  users: null,
};

/** Where a kubeconfig was asked for: by flag (must exist), by variable (may be absent), or not at all. */
export interface KubeconfigPlace {
  /** As typed, for messages. */
  readonly typed: string;
  readonly path: string;
  readonly required: boolean;
}

/** The kubeconfig file: which cluster, as whom, in which namespace. Immutable; changes answer another. */
export class Kubeconfig {
  constructor(
    readonly path: string,
    readonly value: Json,
  ) {}

  get currentContext(): string {
    return string(this.value['current-context']);
  }

  get contexts(): readonly KubeContext[] {
    return records(this.value['contexts']).map((entry) => {
      const context = record(entry['context']);
      const namespace = string(context['namespace']);
      return {
        name: string(entry['name']),
        cluster: string(context['cluster']),
        user: string(context['user']),
        ...(namespace === '' ? {} : { namespace }),
      };
    });
  }

  names(list: 'clusters' | 'users'): readonly string[] {
    return records(this.value[list]).map((entry) => string(entry['name']));
  }

  /** Address of a cluster's server without its scheme; undefined when the config names none. */
  serverOf(cluster: string): string | undefined {
    const entry = records(this.value['clusters']).find(({ name }) => name === cluster);
    const server = string(record(entry?.['cluster'])['server']);
    return server === '' ? undefined : server;
  }

  with(changes: Json): Kubeconfig {
    return new Kubeconfig(this.path, { ...this.value, ...changes });
  }

  withContexts(contexts: readonly KubeContext[]): Kubeconfig {
    const sorted = [...contexts].sort((a, b) => compareText(a.name, b.name));
    return this.with({ contexts: sorted.map(contextEntry) });
  }

  /** Only what one context needs. */
  minified(context: KubeContext): Kubeconfig {
    const named = (list: 'clusters' | 'users', name: string): unknown =>
      records(this.value[list]).filter((entry) => entry['name'] === name);
    return this.withContexts([context]).with({
      'current-context': context.name,
      clusters: named('clusters', context.cluster),
      users: named('users', context.user),
    });
  }
}

/** Reads the kubeconfig; the usual file need not exist. @throws KubectlError when it cannot be read */
export function readKubeconfig(files: VirtualFiles, place?: KubeconfigPlace): Kubeconfig {
  const path = place?.path ?? KUBECONFIG_PATH;
  const typed = place?.typed ?? path;
  const text = files.read(path);
  if (text === undefined) {
    if (place?.required === true) throw clientError(`stat ${typed}: no such file or directory`);
    return new Kubeconfig(path, place && path !== KUBECONFIG_PATH ? EMPTY : DEFAULT);
  }
  const { documents, errors } = parseYaml(text, { file: path });
  const [broken] = errors;
  if (broken)
    throw clientError(
      `error loading config file "${typed}": ${broken.message.replace('error converting YAML to JSON: ', '')}`,
    );
  const value = documents[0]?.value;
  return new Kubeconfig(path, isRecord(value) ? { ...EMPTY, ...value } : EMPTY);
}

/** Writes the kubeconfig file. */
export function writeKubeconfig(files: VirtualFiles, config: Kubeconfig): void {
  files.write(config.path, printYaml(config.value));
}

const OMITTED = new Set(['certificate-authority-data', 'client-certificate-data', 'client-key-data']);
const REDACTED = new Set(['token', 'password']);

/** The content as it may be shown: without secrets. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      OMITTED.has(key) ? 'DATA+OMITTED' : REDACTED.has(key) ? 'REDACTED' : withoutSecrets(member),
    ]),
  );
}

function contextEntry({ name, cluster, user, namespace }: KubeContext): unknown {
  return { context: { cluster, ...(namespace === undefined ? {} : { namespace }), user }, name };
}
