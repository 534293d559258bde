/** How many looks there are before they repeat. */
const LOOKS = 4;

const seen = new Map<string, number>();

/**
 * The look (1 to 4) of a workload version: a colour and a pattern, the same in every pane of the page.
 * Looks are handed out in order of first appearance.
 */
export function versionLook(version: string): number {
  const known = seen.get(version);
  if (known !== undefined) return known;
  const look = (seen.size % LOOKS) + 1;
  seen.set(version, look);
  return look;
}

/** Hands out looks in the order in which the manifests introduce versions. */
export function introduceVersions(manifests: readonly string[]): void {
  for (const manifest of manifests) {
    for (const [, version] of manifest.matchAll(/^\s+version:\s*["']?([\w.-]+)/gm)) {
      if (version !== undefined) versionLook(version);
    }
  }
}
