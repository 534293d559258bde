import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, record, records, string } from '../../read';
import { formatAge, parseTimestamp } from '../../timestamp';
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
    { name: 'RESTARTS', value: (object, { nowMs }) => restarts(object, nowMs) },
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

/** `2`, or `2 (35s ago)` when it is known when the last one was. */
function restarts(object: KubeObject, nowMs: number): string {
  const count = String(summarizePod(object).restarts);
  const ends = ['containerStatuses', 'initContainerStatuses'].flatMap((list) =>
    records(record(object.status)[list]).map((status) =>
      string(at(status, 'lastState', 'terminated', 'finishedAt')),
    ),
  );
  const last = ends.sort().at(-1) ?? '';
  return count === '0' || last === '' ? count : `${count} (${formatAge(nowMs - parseTimestamp(last))} ago)`;
}

function withDefaults(spec: Readonly<Record<string, unknown>>): unknown {
  return { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', serviceAccountName: 'default', ...spec };
}
