import { defineKind } from '../../kind';
import { string } from '../../read';
import { flag, list, opaque, struct, text, texts } from '../../schema/build';

/** A class of storage that claims may ask for; every class gives the same here. */
export const storageClass = defineKind({
  group: 'storage.k8s.io',
  versions: ['v1'],
  kind: 'StorageClass',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  namespaced: false,
  description:
    'A storage class names who provides volumes and how. Every class gives the same in the sandbox.',
  schema: struct('StorageClass', {
    provisioner: text('Who makes the volumes.'),
    parameters: texts(),
    reclaimPolicy: text('What becomes of a volume whose claim is gone: Delete or Retain.'),
    volumeBindingMode: text('Immediate or WaitForFirstConsumer.'),
    allowVolumeExpansion: flag(),
    mountOptions: list(text()),
    allowedTopologies: list(opaque()),
  }),
  columns: [
    { name: 'PROVISIONER', value: (object) => string(object['provisioner']) },
    { name: 'RECLAIMPOLICY', value: (object) => string(object['reclaimPolicy']) },
    { name: 'VOLUMEBINDINGMODE', value: (object) => string(object['volumeBindingMode']) },
    { name: 'ALLOWVOLUMEEXPANSION', value: (object) => String(object['allowVolumeExpansion'] === true) },
  ],
  default: (object) => ({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate', ...object }),
  validate: (object) => ({
    errors: string(object['provisioner']) === '' ? [{ path: 'provisioner', message: 'Required value' }] : [],
    warnings: [],
  }),
});
