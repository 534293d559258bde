import type { KubeObject } from '../../object';
import { at, record, records, string } from '../../read';
import type { ControllerContext } from '../controller';
import { controllerReference } from '../owned';

/** The names of a pod's claims by the volume they fill: `data` → `data-web-0`. */
function claimNames(set: KubeObject, podName: string): ReadonlyMap<string, string> {
  const templates = records(at(set.spec, 'volumeClaimTemplates'));
  return new Map(
    templates.map((template) => {
      const volume = string(at(template, 'metadata', 'name'));
      return [volume, `${volume}-${podName}`];
    }),
  );
}

/** The spec of a pod with its claims mounted in place of volumes of the same name. */
export function withClaims(set: KubeObject, podName: string, spec: unknown): unknown {
  const names = claimNames(set, podName);
  if (names.size === 0) return spec;
  const others = records(at(spec, 'volumes')).filter(({ name }) => !names.has(string(name)));
  const claimed = [...names].map(([name, claimName]) => ({ name, persistentVolumeClaim: { claimName } }));
  return { ...record(spec), volumes: [...claimed, ...others] };
}

/** Creates the claims of a pod that are not there; they stay when the pod goes. Answers the names of new ones. */
export function createClaims(
  set: KubeObject,
  podName: string,
  { api }: ControllerContext,
): readonly string[] {
  const { namespace = '' } = set.metadata;
  const names = claimNames(set, podName);
  const goesWithSet = at(set.spec, 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete';
  return records(at(set.spec, 'volumeClaimTemplates')).flatMap((template) => {
    const name = names.get(string(at(template, 'metadata', 'name'))) ?? '';
    if (api.get({ kind: 'PersistentVolumeClaim', namespace, name })) return [];
    const labels = {
      ...record(at(template, 'metadata', 'labels')),
      ...record(at(set.spec, 'selector', 'matchLabels')),
    };
    const metadata = {
      ...record(template['metadata']),
      name,
      namespace,
      labels,
      ...(goesWithSet ? { ownerReferences: [controllerReference(set, api)] } : {}),
    };
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: template['spec'] };
    api.create(claim as KubeObject, { fieldValidation: 'Ignore' });
    return [name];
  });
}

/** Deletes the claims of pods that were scaled away, where the set wants that. */
export function dropClaims(set: KubeObject, podName: string, { api }: ControllerContext): void {
  if (at(set.spec, 'persistentVolumeClaimRetentionPolicy', 'whenScaled') !== 'Delete') return;
  const { namespace = '' } = set.metadata;
  for (const name of claimNames(set, podName).values()) {
    const key = { kind: 'PersistentVolumeClaim', namespace, name };
    if (api.get(key)) api.delete(key);
  }
}
