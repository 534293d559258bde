import type { Controller } from '../controller';

/** Gives each namespace its default service account and empties it when it goes. */
export const namespaceController: Controller = {
  name: 'namespace',
  affected: (event) => {
    if (event.object.kind === 'Namespace') return [namespaceKey(event.object.metadata.name)];
    const { kind, metadata } = event.object;
    const isDefault = event.type === 'DELETED' && kind === 'ServiceAccount' && metadata.name === 'default';
    return isDefault ? [namespaceKey(metadata.namespace ?? '')] : [];
  },
  reconcile: (key, { api }) => {
    if (!api.get(key)) {
      for (const kind of api.kinds.all) {
        if (!kind.namespaced) continue;
        const name = api.kinds.keyOf(kind);
        for (const { metadata } of api.list(name, key.name)) {
          const contained = { kind: name, namespace: key.name, name: metadata.name };
          if (api.get(contained)) api.delete(contained, { gracePeriodSeconds: 0 });
        }
      }
      return;
    }
    if (api.get({ kind: 'ServiceAccount', namespace: key.name, name: 'default' })) return;
    api.create({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: key.name },
    });
  },
};

function namespaceKey(name: string): { kind: string; namespace: string; name: string } {
  return { kind: 'Namespace', namespace: '', name };
}
