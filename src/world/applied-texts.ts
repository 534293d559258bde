import type { WorldSnapshot } from '../../sandbox/index';
import { homeFile } from './home-file';

interface SavedObject {
  readonly source?: { readonly file?: string; readonly text?: string };
}

/**
 * The text that each file had when the cluster's objects were applied from it. A file whose objects stem from
 * different texts is left out: it is not applied as a whole.
 */
export function appliedTexts(snapshot: WorldSnapshot): Record<string, string> {
  const texts = new Map<string, string | undefined>();
  for (const { source } of snapshot.objects as readonly SavedObject[]) {
    if (source?.file === undefined || source.text === undefined) continue;
    const path = homeFile(source.file);
    texts.set(path, texts.has(path) && texts.get(path) !== source.text ? undefined : source.text);
  }
  return Object.fromEntries([...texts].filter((entry): entry is [string, string] => entry[1] !== undefined));
}
