import { decodeBase64, type ApiServer, type KubeObject } from '../kube/index';
import { memo, memoByObject } from '../lib/memo';
import type { ContainerSpec, PodObject, Volume } from './objects';

/**
 * The files that volumes put into a container, from ConfigMaps and Secrets of its namespace, as they are when they are read.
 */
export function mountedFile(
  api: ApiServer,
  { metadata, spec }: PodObject,
  container: ContainerSpec,
  path: string,
): string | undefined {
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  for (const { name, mountPath, subPath } of mounts) {
    const folder = mountPath.replace(/\/$/, '');
    if (path !== folder && !path.startsWith(`${folder}/`)) continue;
    const inside =
      path === folder ? subPath : [subPath, path.slice(folder.length + 1)].filter(Boolean).join('/');
    const volume = spec?.volumes?.find((each) => each.name === name);
    return volume && inside ? fileOf(api, metadata.namespace ?? '', volume, inside) : undefined;
  }
  return undefined;
}

function fileOf(api: ApiServer, namespace: string, volume: Volume, path: string): string | undefined {
  const { configMap, secret } = volume;
  const items = (configMap ?? secret)?.items;
  const key = items === undefined ? path : items.find((item) => item.path === path)?.key;
  if (key === undefined) return undefined;
  const read = (kind: string, name: string): KubeObject | undefined => api.get({ kind, namespace, name });
  if (configMap?.name !== undefined) return read('ConfigMap', configMap.name)?.data?.[key];
  const found = secret?.secretName === undefined ? undefined : read('Secret', secret.secretName);
  return found && textsOf(found)(key);
}

/** The texts of a Secret, decoded when they are first read. */
const textsOf = memoByObject(({ data }: KubeObject) =>
  memo(16, (key) => {
    const encoded = data?.[key];
    return encoded === undefined ? undefined : decodeBase64(encoded);
  }),
);
