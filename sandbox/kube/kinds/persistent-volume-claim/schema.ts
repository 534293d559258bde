// data table
import type { Schema } from '../../schema';
import { int64, list, listBy, opaque, struct, text, texts, time } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';

/** What a claim asks for. */
export const claimSpec: Schema = struct(
  'PersistentVolumeClaimSpec',
  {
    accessModes: list(text(), 'ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod.'),
    resources: struct('VolumeResourceRequirements', {
      requests: { type: 'object', additionalProperties: { type: 'any' }, description: 'The size: storage.' },
      limits: { type: 'object', additionalProperties: { type: 'any' } },
    }),
    storageClassName: text('The class of storage.'),
    volumeName: text('The volume it is bound to.'),
    volumeMode: text('Filesystem or Block.'),
    selector: labelSelector,
    dataSource: opaque(),
    dataSourceRef: opaque(),
    volumeAttributesClassName: text(),
  },
  'What is asked for.',
);

export const claimSchema: Schema = struct('PersistentVolumeClaim', {
  spec: claimSpec,
  status: struct('PersistentVolumeClaimStatus', {
    phase: text('Pending, Bound or Lost.'),
    accessModes: list(text()),
    capacity: { type: 'object', additionalProperties: { type: 'any' } },
    conditions: listBy('type', opaque()),
    allocatedResources: opaque(),
    allocatedResourceStatuses: opaque(),
    currentVolumeAttributesClassName: text(),
    modifyVolumeStatus: opaque(),
  }),
});

/** A claim as stateful sets keep it to make others from. */
export const claimTemplate: Schema = struct('PersistentVolumeClaim', {
  apiVersion: text(),
  kind: text(),
  metadata: struct('ObjectMeta', {
    name: text('Name of the volume in the pods.'),
    namespace: text(),
    labels: texts(),
    annotations: texts(),
    creationTimestamp: time(),
    generation: int64(),
  }),
  spec: claimSpec,
  status: opaque(),
});
