import { defineKind, type Column, type FieldError } from '../../kind';
import type { KubeObject } from '../../object';
import { at, record } from '../../read';
import { validateWorkload } from '../../validation/workload';
import { pairs } from '../describe-text';
import { statusCount, workloadColumns } from '../workload-columns';
import { describeDaemonSet } from './describe';
import { daemonSetSchema } from './schema';

/** Keeps a pod on every node. */
export const daemonSet = defineKind({
  group: 'apps',
  versions: ['v1'],
  kind: 'DaemonSet',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  description: 'A daemon set keeps a pod on every node. The cluster of the sandbox has one.',
  schema: daemonSetSchema,
  columns: [
    counted('DESIRED', 'desiredNumberScheduled'),
    counted('CURRENT', 'currentNumberScheduled'),
    counted('READY', 'numberReady'),
    counted('UP-TO-DATE', 'updatedNumberScheduled'),
    counted('AVAILABLE', 'numberAvailable'),
    {
      name: 'NODE SELECTOR',
      value: (object) => pairs(at(object.spec, 'template', 'spec', 'nodeSelector')).join(',') || '<none>',
    },
    ...workloadColumns,
  ],
  default: withDefaults,
  validate: (object, context) => ({
    errors: validateWorkload(object, context),
    warnings: surgeWarnings(object),
  }),
  describe: describeDaemonSet,
});

function counted(name: string, field: string): Column {
  return { name, value: (object) => String(statusCount(object, field)) };
}

/** One that is not asked for is filled in as 0, so the schema cannot warn. */
function surgeWarnings(object: KubeObject): readonly FieldError[] {
  const path = 'spec.updateStrategy.rollingUpdate.maxSurge';
  if ((at(object, ...path.split('.')) ?? 0) === 0) return [];
  const message = `${path} is stored but not simulated here: the old pod ends before the new one starts.`;
  return [{ path, message }];
}

function withDefaults(object: KubeObject): KubeObject {
  const spec = record(object.spec);
  const strategy = record(spec['updateStrategy']);
  const type = strategy['type'] ?? 'RollingUpdate';
  const rollingUpdate = { maxSurge: 0, maxUnavailable: 1, ...record(strategy['rollingUpdate']) };
  return {
    ...object,
    spec: {
      revisionHistoryLimit: 10,
      ...spec,
      updateStrategy: type === 'RollingUpdate' ? { type, rollingUpdate } : strategy,
    },
  };
}
