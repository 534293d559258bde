import { isRootCertificateMap } from './istio/index';
import type { ApiServer, KubeObject, StoredObject } from './kube/index';
import { parseYaml } from './lib/yaml/index';
import type { WorldSnapshot } from './world-api';

/** An object with the text it was applied from, as plain JSON. */
interface SavedObject {
  readonly object: KubeObject;
  readonly source?: SavedSource;
}

interface SavedSource {
  readonly file: string;
  readonly text: string;
  /** Which document of the text, from 0. */
  readonly document: number;
}

/** Every object in an order that a new API server can take them; what happened before is not kept. */
export function keptObjects(api: ApiServer): readonly StoredObject[] {
  // istiod makes the roots again; they are not read for it.
  return api.stored().filter(({ object }) => object.kind !== 'Event' && !isRootCertificateMap(object));
}

/** {@link keptObjects} as JSON. */
export function saveObjects(api: ApiServer): readonly unknown[] {
  return keptObjects(api).map(({ object, source }): SavedObject => {
    if (source === undefined) return { object };
    return { object, source: { file: source.file, text: source.text, document: source.document } };
  });
}

/** The objects of a snapshot with the places of their fields found again. */
export function restoreObjects(snapshot: WorldSnapshot): readonly StoredObject[] {
  // The objects of one file share its text, which is read once.
  const parsed = new Map<string, ReturnType<typeof parseYaml>>();
  return (snapshot.objects as readonly SavedObject[]).map(({ object, source }) => {
    if (source === undefined) return { object };
    const { file, text } = source;
    const key = `${file}\n${text}`;
    const known = parsed.get(key) ?? parseYaml(text, { file });
    parsed.set(key, known);
    const document = known.documents[source.document];
    return document === undefined ? { object } : { object, source: document.source };
  });
}

/** Whether a saved cluster has the definition of a custom kind. @param name `plural.group` */
export function isDefined(snapshot: WorldSnapshot, name: string): boolean {
  return (snapshot.objects as readonly SavedObject[]).some(
    ({ object }) => object.kind === 'CustomResourceDefinition' && object.metadata.name === name,
  );
}
