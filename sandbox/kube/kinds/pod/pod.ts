import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { record } from '../../read';
import { validatePodSpec } from '../../validation/pod-spec';
import { describePod } from './describe';
import { podIp, readPodSpec } from './reader';
import { podSchema } from './schema';
import { summarizePod } from './status';

/** A group of containers that live and die together. */
export const pod = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  description: 'A pod is a group of containers that are scheduled together and share an address.',
  schema: podSchema,
  columns: [
    { name: 'READY', value: (object) => readiness(object) },
    { name: 'STATUS', value: (object) => summarizePod(object).status },
    { name: 'RESTARTS', value: (object) => String(summarizePod(object).restarts) },
    { name: 'IP', priority: 1, value: (object) => podIp(object) || '<none>' },
    { name: 'NODE', priority: 1, value: (object) => readPodSpec(object).nodeName || '<none>' },
    { name: 'NOMINATED NODE', priority: 1, value: () => '<none>' },
    { name: 'READINESS GATES', priority: 1, value: () => '<none>' },
  ],
  default: (object) => ({ ...object, spec: withDefaults(record(object.spec)) }),
  validate: (object) => ({ errors: validatePodSpec(record(object.spec), 'spec'), warnings: [] }),
  describe: describePod,
});

function readiness(object: KubeObject): string {
  const { ready, total } = summarizePod(object);
  return `${String(ready)}/${String(total)}`;
}

function withDefaults(spec: Readonly<Record<string, unknown>>): unknown {
  return { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', serviceAccountName: 'default', ...spec };
}
