import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { record } from '../../read';
import { desiredReplicas, statusCount, workloadColumns } from '../workload-columns';
import { describeStatefulSet } from './describe';
import { statefulSetSchema } from './schema';
import { validateStatefulSet } from './validate';

/** Keeps a number of pods that have names and volumes of their own. */
export const statefulSet = defineKind({
  group: 'apps',
  versions: ['v1'],
  kind: 'StatefulSet',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  description:
    'A stateful set keeps a number of pods whose names and volumes stay: they start, change and end one after the other.',
  schema: statefulSetSchema,
  columns: [
    {
      name: 'READY',
      value: (object) => `${String(statusCount(object, 'readyReplicas'))}/${String(desiredReplicas(object))}`,
    },
    ...workloadColumns.slice(0, 2),
  ],
  default: withDefaults,
  validate: (object, context) => ({ errors: validateStatefulSet(object, context), warnings: [] }),
  describe: describeStatefulSet,
});

function withDefaults(object: KubeObject): KubeObject {
  const spec = record(object.spec);
  const strategy = record(spec['updateStrategy']);
  const given = strategy['rollingUpdate'];
  const isFilled = given !== undefined || strategy['type'] === undefined;
  return {
    ...object,
    spec: {
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
      ...spec,
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
        ...record(spec['persistentVolumeClaimRetentionPolicy']),
      },
      updateStrategy: {
        type: 'RollingUpdate',
        ...strategy,
        ...(isFilled ? { rollingUpdate: { partition: 0, ...record(given) } } : {}),
      },
    },
  };
}
