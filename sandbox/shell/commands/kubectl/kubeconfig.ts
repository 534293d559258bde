import { isRecord } from '../../../kube/index';
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

/** The kubeconfig: which cluster, as whom, in which namespace. */
export interface Kubeconfig {
  readonly path: string;
  readonly currentContext: string;
  readonly contexts: readonly KubeContext[];
  readonly clusters: readonly string[];
  readonly users: readonly string[];
}

export const KUBECONFIG_PATH = `${HOME}/.kube/config`;
const ONLY = 'sandbox';

/** What holds while nobody wrote a file: one cluster, user and context. */
function defaultConfig(path: string): Kubeconfig {
  return {
    path,
    currentContext: ONLY,
    contexts: [{ name: ONLY, cluster: ONLY, user: ONLY }],
    clusters: [ONLY],
    users: [ONLY],
  };
}

/** Reads the kubeconfig file; the default one need not exist. @param path absolute, when given by flag or variable */
export function readKubeconfig(files: VirtualFiles, path?: string): Kubeconfig {
  const at = path ?? KUBECONFIG_PATH;
  const text = files.read(at);
  if (text === undefined) {
    if (path !== undefined && path !== KUBECONFIG_PATH)
      throw clientError(`stat ${at}: no such file or directory`);
    return defaultConfig(at);
  }
  const { documents, errors } = parseYaml(text, { file: at });
  const [document] = documents;
  if (errors[0]) throw clientError(`error loading config file "${at}": ${errors[0].message}`);
  const value = isRecord(document?.value) ? document.value : {};
  return {
    path: at,
    currentContext: textOf(value['current-context']),
    contexts: named(value['contexts']).map(({ name, entry }) => {
      const context = isRecord(entry['context']) ? entry['context'] : {};
      const namespace = textOf(context['namespace']);
      return {
        name,
        cluster: textOf(context['cluster']),
        user: textOf(context['user']),
        ...(namespace === '' ? {} : { namespace }),
      };
    }),
    clusters: named(value['clusters']).map(({ name }) => name),
    users: named(value['users']).map(({ name }) => name),
  };
}

/** Writes the kubeconfig file. */
export function writeKubeconfig(files: VirtualFiles, config: Kubeconfig): void {
  files.write(config.path, printYaml(configValue(config)));
}

/** The file's content; certificates are left out of what is shown. */
export function configValue(config: Kubeconfig): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    clusters: config.clusters.map((name) => ({ cluster: { server: 'http://127.0.0.1:6443' }, name })),
    contexts: config.contexts.map(({ name, cluster, user, namespace }) => ({
      context: {
        ...(cluster === '' ? {} : { cluster }),
        ...(namespace === undefined ? {} : { namespace }),
        ...(user === '' ? {} : { user }),
      },
      name,
    })),
    'current-context': config.currentContext,
    kind: 'Config',
    users: config.users.map((name) => ({ name, user: {} })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function named(value: unknown): { name: string; entry: Readonly<Record<string, unknown>> }[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[])
    .filter(isRecord)
    .map((entry) => ({ name: textOf(entry['name']), entry }));
}
