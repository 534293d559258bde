// data table
import type { Schema } from '../../schema';
import { int32, int64, intOrString, list, listBy, opaque, struct, text } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { claimTemplate } from '../persistent-volume-claim/schema';
import { podTemplate } from '../pod/schema';

export const statefulSetSchema: Schema = struct('StatefulSet', {
  spec: struct(
    'StatefulSetSpec',
    {
      replicas: int32('How many pods should run; default 1.'),
      selector: { ...labelSelector, description: 'Which pods belong to the set; cannot be changed.' },
      template: podTemplate,
      serviceName: text('The headless service that gives the pods their names.'),
      podManagementPolicy: text('OrderedReady, one after the other, or Parallel.'),
      updateStrategy: struct(
        'StatefulSetUpdateStrategy',
        {
          type: text('RollingUpdate or OnDelete.'),
          rollingUpdate: struct('RollingUpdateStatefulSetStrategy', {
            partition: int32('Pods with a lower number keep the old template.'),
            maxUnavailable: {
              ...intOrString('How many pods may be missing during an update.'),
              unsupported: 'pods are replaced one at a time.',
            },
          }),
        },
        'How pods are replaced when the template changes.',
      ),
      volumeClaimTemplates: list(claimTemplate, 'A claim of each for every pod.'),
      persistentVolumeClaimRetentionPolicy: struct('StatefulSetPersistentVolumeClaimRetentionPolicy', {
        whenDeleted: text('Retain or Delete.'),
        whenScaled: text('Retain or Delete.'),
      }),
      ordinals: struct('StatefulSetOrdinals', { start: int32('Number of the first pod; default 0.') }),
      minReadySeconds: int32(),
      revisionHistoryLimit: int32('How many old templates are kept; default 10.'),
    },
    'What should run.',
  ),
  status: struct('StatefulSetStatus', {
    observedGeneration: int64(),
    replicas: int32(),
    readyReplicas: int32(),
    availableReplicas: int32(),
    currentReplicas: int32(),
    updatedReplicas: int32(),
    currentRevision: text(),
    updateRevision: text(),
    collisionCount: int32(),
    conditions: listBy('type', opaque()),
  }),
});
