import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { annotationPairs, Description, pairs } from '../describe-text';
import { accessModes } from '../storage-text';
import { claimSchema } from './schema';

/** Asks for storage. No bytes are kept here: a volume of the asked size is there at once. */
export const persistentVolumeClaim = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  namespaced: true,
  description:
    'A persistent volume claim asks for storage that outlives pods. The sandbox binds it at once and keeps no files in it.',
  schema: claimSchema,
  columns: [
    { name: 'STATUS', value: (object) => string(at(object.status, 'phase')) || 'Pending' },
    { name: 'VOLUME', value: (object) => string(at(object.spec, 'volumeName')) },
    { name: 'CAPACITY', value: (object) => plain(at(object.status, 'capacity', 'storage')) },
    { name: 'ACCESS MODES', value: (object) => accessModes(at(object.status, 'accessModes')) },
    { name: 'STORAGECLASS', value: (object) => string(at(object.spec, 'storageClassName')) },
    {
      name: 'VOLUMEATTRIBUTESCLASS',
      value: (object) => string(at(object.spec, 'volumeAttributesClassName')) || '<unset>',
    },
    { name: 'VOLUMEMODE', priority: 1, value: (object) => string(at(object.spec, 'volumeMode')) },
  ],
  default: (object) => ({ ...object, spec: { volumeMode: 'Filesystem', ...record(object.spec) } }),
  validate: (object) => {
    const modes = at(object.spec, 'accessModes');
    const size = at(object.spec, 'resources', 'requests', 'storage');
    return {
      errors: [
        ...(Array.isArray(modes) && modes.length > 0
          ? []
          : [{ path: 'spec.accessModes', message: 'Required value: at least 1 access mode is required' }]),
        ...(size === undefined ? [{ path: 'spec.resources[storage]', message: 'Required value' }] : []),
      ],
      warnings: [],
    };
  },
  describe: (object, context) => {
    const { name, namespace = '' } = object.metadata;
    const text = new Description();
    text.field('Name', name).field('Namespace', namespace);
    text.field('StorageClass', string(at(object.spec, 'storageClassName')));
    text.field('Status', string(at(object.status, 'phase')) || 'Pending');
    text.field('Volume', string(at(object.spec, 'volumeName')));
    text.values('Labels', pairs(object.metadata.labels));
    text.values('Annotations', annotationPairs(object.metadata.annotations));
    text.field('Finalizers', '[kubernetes.io/pvc-protection]');
    text.field('Capacity', plain(at(object.status, 'capacity', 'storage')));
    text.field('Access Modes', accessModes(at(object.status, 'accessModes')));
    text.field('VolumeMode', string(at(object.spec, 'volumeMode')));
    text.values('Used By', usersOf(name, context.list('Pod', namespace)));
    text.field('Events', '<none>');
    return text.toString();
  },
});

/** Pods that mount the claim. */
function usersOf(claim: string, pods: readonly KubeObject[]): readonly string[] {
  return pods
    .filter((pod) =>
      records(at(pod.spec, 'volumes')).some(
        (volume) => at(volume, 'persistentVolumeClaim', 'claimName') === claim,
      ),
    )
    .map(({ metadata }) => metadata.name);
}
