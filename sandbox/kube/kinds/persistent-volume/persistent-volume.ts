import { defineKind } from '../../kind';
import { at, plain, record, string } from '../../read';
import { list, opaque, struct, text, time } from '../../schema/build';
import { accessModes } from '../storage-text';

/** A piece of storage; made for the claims that need one. */
export const persistentVolume = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  namespaced: false,
  description:
    'A persistent volume is a piece of storage that a claim is bound to. No files are kept in it here.',
  schema: struct('PersistentVolume', {
    // A volume source is one of two dozen fields named after the kind of storage.
    spec: {
      ...struct('PersistentVolumeSpec', {
        accessModes: list(text()),
        capacity: { type: 'object', additionalProperties: { type: 'any' } },
        claimRef: opaque(),
        persistentVolumeReclaimPolicy: text('Retain, Delete or Recycle.'),
        storageClassName: text(),
        volumeMode: text(),
        mountOptions: list(text()),
        nodeAffinity: opaque(),
      }),
      preserveUnknownFields: true,
    },
    status: struct('PersistentVolumeStatus', {
      phase: text('Available, Bound, Released or Failed.'),
      message: text(),
      reason: text(),
      lastPhaseTransitionTime: time(),
    }),
  }),
  columns: [
    { name: 'CAPACITY', value: (object) => plain(at(object.spec, 'capacity', 'storage')) },
    { name: 'ACCESS MODES', value: (object) => accessModes(at(object.spec, 'accessModes')) },
    { name: 'RECLAIM POLICY', value: (object) => string(at(object.spec, 'persistentVolumeReclaimPolicy')) },
    { name: 'STATUS', value: (object) => string(at(object.status, 'phase')) || 'Available' },
    {
      name: 'CLAIM',
      value: (object) => {
        const claim = at(object.spec, 'claimRef');
        return claim === undefined ? '' : `${plain(at(claim, 'namespace'))}/${plain(at(claim, 'name'))}`;
      },
    },
    { name: 'STORAGECLASS', value: (object) => string(at(object.spec, 'storageClassName')) },
    {
      name: 'VOLUMEATTRIBUTESCLASS',
      value: (object) => string(at(object.spec, 'volumeAttributesClassName')) || '<unset>',
    },
    { name: 'REASON', value: (object) => string(at(object.status, 'reason')) },
    { name: 'VOLUMEMODE', priority: 1, value: (object) => string(at(object.spec, 'volumeMode')) },
  ],
  default: (object) => ({
    ...object,
    spec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem', ...record(object.spec) },
  }),
});
