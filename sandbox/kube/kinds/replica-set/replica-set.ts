import { defineKind } from '../../kind';
import { int32, int64, list, opaque, struct } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { validateWorkload } from '../../validation/workload';
import { podTemplate } from '../pod/schema';
import { desiredReplicas, statusCount, workloadColumns } from '../workload-columns';

/** Keeps a number of pods of one template running; deployments make these. */
export const replicaSet = defineKind({
  group: 'apps',
  versions: ['v1'],
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  description:
    'A replica set keeps a number of pods of one template running; a deployment owns one per template.',
  schema: struct('ReplicaSet', {
    spec: struct('ReplicaSetSpec', {
      replicas: { ...int32('How many pods should run.'), default: 1 },
      minReadySeconds: int32(),
      selector: labelSelector,
      template: podTemplate,
    }),
    status: struct('ReplicaSetStatus', {
      replicas: int32(),
      fullyLabeledReplicas: int32(),
      readyReplicas: int32(),
      availableReplicas: int32(),
      terminatingReplicas: int32(),
      observedGeneration: int64(),
      conditions: list(opaque()),
    }),
  }),
  columns: [
    { name: 'DESIRED', value: (object) => String(desiredReplicas(object)) },
    { name: 'CURRENT', value: (object) => String(statusCount(object, 'replicas')) },
    { name: 'READY', value: (object) => String(statusCount(object, 'readyReplicas')) },
    ...workloadColumns,
  ],
  validate: (object, context) => ({ errors: validateWorkload(object, context), warnings: [] }),
});
