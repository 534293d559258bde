import type { Flag } from '../../command';
import { completeNamespaces } from './complete';

/** Flags every verb accepts, before or after it. */
export const globalFlags: readonly Flag[] = [
  {
    long: 'namespace',
    short: 'n',
    type: 'string',
    placeholder: 'NAMESPACE',
    summary: 'namespace of the objects',
    complete: completeNamespaces,
  },
  { long: 'context', type: 'string', placeholder: 'CONTEXT', summary: 'context of the kubeconfig to use' },
  { long: 'kubeconfig', type: 'string', placeholder: 'FILE', summary: 'kubeconfig file to use' },
  { long: 'cluster', type: 'string', placeholder: 'CLUSTER', summary: 'cluster of the kubeconfig to use' },
  { long: 'user', type: 'string', placeholder: 'USER', summary: 'user of the kubeconfig to use' },
  {
    long: 'request-timeout',
    type: 'string',
    placeholder: 'DURATION',
    summary: 'how long to wait for an answer',
  },
  { long: 'v', short: 'v', type: 'number', placeholder: 'LEVEL', summary: 'log level' },
  { long: 'warnings-as-errors', type: 'switch', summary: 'a warning makes the exit code 1' },
  { long: 'as', type: 'string', summary: 'act as another user' },
];

/** Which files hold the objects. */
export const fileFlags: readonly Flag[] = [
  {
    long: 'filename',
    short: 'f',
    type: 'list',
    placeholder: 'FILE',
    summary: 'file, directory or - that holds the objects',
  },
  { long: 'recursive', short: 'R', type: 'switch', summary: 'follow directories below the one of -f' },
  { long: 'kustomize', short: 'k', type: 'string', placeholder: 'DIR', summary: 'kustomization directory' },
];

/** Which objects are meant, by label. */
export const selectorFlag: Flag = {
  long: 'selector',
  short: 'l',
  type: 'string',
  placeholder: 'SELECTOR',
  summary: 'labels the objects must have: app=a,tier!=b,env in (x,y)',
};

export const allNamespacesFlag: Flag = {
  long: 'all-namespaces',
  short: 'A',
  type: 'switch',
  summary: 'look in every namespace',
};

export const allFlag: Flag = { long: 'all', type: 'switch', summary: 'every object of the given types' };

export const outputFlag: Flag = {
  long: 'output',
  short: 'o',
  type: 'string',
  placeholder: 'FORMAT',
  summary: 'json, yaml, name, wide, jsonpath=…, custom-columns=…',
};

/** Prints or asks the server without changing anything. */
export const dryRunFlag: Flag = {
  long: 'dry-run',
  type: 'string',
  placeholder: 'STRATEGY',
  values: ['none', 'client', 'server'],
  implied: 'unchanged',
  summary: 'none, client or server: say what would happen, change nothing',
};

/** What happens to unknown fields. */
export const validateFlag: Flag = {
  long: 'validate',
  type: 'string',
  placeholder: 'MODE',
  values: ['strict', 'warn', 'ignore', 'true', 'false'],
  implied: 'strict',
  summary: 'strict, warn or ignore unknown fields',
};

/** Flags of verbs that write; accepted because the server side works without them. */
export const writeFlags: readonly Flag[] = [
  { long: 'field-manager', type: 'string', summary: 'name of the manager of the fields' },
  { long: 'overwrite', type: 'switch', summary: 'replace what is there' },
  { long: 'show-managed-fields', type: 'switch', summary: 'keep managedFields in the output' },
];
