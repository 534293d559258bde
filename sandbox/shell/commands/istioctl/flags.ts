import type { Flag } from '../../command';

/** Flags that every verb accepts. */
export const globalFlags: readonly Flag[] = [
  { long: 'namespace', short: 'n', type: 'string', summary: 'Kubernetes namespace' },
  {
    long: 'istioNamespace',
    short: 'i',
    type: 'string',
    default: 'istio-system',
    summary: 'Istio system namespace',
  },
  { long: 'kubeconfig', short: 'c', type: 'string', summary: 'Kubernetes configuration file' },
  { long: 'context', type: 'string', summary: 'Kubernetes configuration context' },
  { long: 'as', type: 'string', summary: 'Username to impersonate for the operation' },
  { long: 'as-group', type: 'list', summary: 'Group to impersonate for the operation' },
  { long: 'vklog', type: 'string', summary: 'number for the log level verbosity' },
  {
    long: 'log_output_level',
    type: 'string',
    summary: 'Minimum per-scope logging level of messages to output',
  },
];
