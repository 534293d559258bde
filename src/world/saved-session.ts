import type { WorldSnapshot } from '../../sandbox/index';

/** What outlives a reload, per lab. */
export interface SavedSession {
  readonly version: 1;
  readonly savedAtMs: number;
  readonly snapshot?: WorldSnapshot;
  /** Texts of the home as last typed; newer than the snapshot's when a worker died. */
  readonly texts: Readonly<Record<string, string>>;
  /** The file open in the editor. */
  readonly activeFile?: string;
  /** The end of the terminal's transcript. */
  readonly transcript?: string;
}

/** A stored value is whatever is on the disk: keeps the parts that are sound, undefined when none is. */
export function recoverSession(stored: unknown): SavedSession | undefined {
  if (!isRecord(stored) || stored['version'] !== 1) return undefined;
  const snapshot = stored['snapshot'];
  return {
    version: 1,
    savedAtMs: typeof stored['savedAtMs'] === 'number' ? stored['savedAtMs'] : 0,
    texts: stringsOf(stored['texts']),
    ...(isSnapshot(snapshot) ? { snapshot } : {}),
    ...(typeof stored['activeFile'] === 'string' ? { activeFile: stored['activeFile'] } : {}),
    ...(typeof stored['transcript'] === 'string' ? { transcript: stored['transcript'] } : {}),
  };
}

function isSnapshot(value: unknown): value is WorldSnapshot {
  return (
    isRecord(value) &&
    value['version'] === 1 &&
    typeof value['seed'] === 'number' &&
    typeof value['nowMs'] === 'number' &&
    Array.isArray(value['objects']) &&
    isRecord(value['files'])
  );
}

function stringsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
