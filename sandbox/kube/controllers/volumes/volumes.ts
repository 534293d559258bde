import type { KubeObject } from '../../object';
import { at, record, string } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { keyOfObject } from '../owned';

/** Gives every claim a volume at once: one that waits for it by name, or a new one. */
export const volumesController: Controller = {
  name: 'volumes',
  affected: ({ object, type }) => {
    if (object.kind !== 'PersistentVolumeClaim' || type === 'MODIFIED') return [];
    return [keyOfObject(object)];
  },
  reconcile: (key, context) => {
    const claim = context.api.get(key);
    if (claim === undefined) release(`${key.namespace}/${key.name}`, context);
    else if (at(claim.status, 'phase') !== 'Bound') bind(claim, context);
    return undefined;
  },
};

function bind(claim: KubeObject, { api }: ControllerContext): void {
  const { namespace, name, uid = '' } = claim.metadata;
  const wanted = string(at(claim.spec, 'volumeName'));
  const volumeName = wanted === '' ? `pvc-${uid}` : wanted;
  const key = { kind: 'PersistentVolume', namespace: '', name: volumeName };
  const { accessModes, resources, storageClassName, volumeMode } = record(claim.spec);
  const capacity = { storage: at(resources, 'requests', 'storage') };
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid };
  const ofClass = storageClassName === undefined ? {} : { storageClassName };
  if (api.get(key) !== undefined) api.patch(key, { spec: { claimRef } }, { fieldValidation: 'Ignore' });
  else if (wanted === '')
    api.create(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volumeName },
        spec: {
          accessModes,
          capacity,
          claimRef,
          persistentVolumeReclaimPolicy: 'Delete',
          ...ofClass,
          volumeMode,
        },
      },
      { fieldValidation: 'Ignore' },
    );
  else return;
  api.updateStatus(key, { phase: 'Bound' });
  api.patch(keyOfObject(claim), { spec: { volumeName } }, { fieldValidation: 'Ignore' });
  api.updateStatus(keyOfObject(claim), { phase: 'Bound', accessModes, capacity });
}

/** The volume of a claim that is gone goes too, or waits for somebody to look after it. */
function release(claim: string, { api }: ControllerContext): void {
  for (const volume of api.list('PersistentVolume')) {
    const { claimRef, persistentVolumeReclaimPolicy } = record(volume.spec);
    if (`${string(at(claimRef, 'namespace'))}/${string(at(claimRef, 'name'))}` !== claim) continue;
    if (persistentVolumeReclaimPolicy === 'Delete') api.delete(keyOfObject(volume));
    else api.updateStatus(keyOfObject(volume), { phase: 'Released' });
  }
}
