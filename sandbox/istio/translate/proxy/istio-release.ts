/** A release of Istio, for comparisons. */
export interface IstioRelease {
  readonly major: number;
  /** Negative: any. */
  readonly minor: number;
  /** Negative: any. */
  readonly patch: number;
}

const LATEST = 65_535;

/**
 * The release that a proxy says it is of: `1.29.2`, `1.29-alpha.abc`, `release-1.29-20260101`. Without a patch it has
 * all of them, and what is no version counts as newer than all (pilot/pkg/model/context.go).
 */
export function istioRelease(version: string): IstioRelease {
  const found = /^(?:release-)?([1-9]+)\.([0-9]+)(?:\.([0-9]+))?/.exec(version);
  if (!found) return { major: LATEST, minor: LATEST, patch: LATEST };
  const [, major, minor, patch] = found;
  return { major: Number(major), minor: Number(minor), patch: patch === undefined ? LATEST : Number(patch) };
}

/** Negative when one is older than the other, positive when it is newer. */
export function compareReleases(one: IstioRelease, other: IstioRelease): number {
  if (one.major !== other.major) return Math.sign(one.major - other.major);
  if (other.minor < 0) return 0;
  if (one.minor !== other.minor) return Math.sign(one.minor - other.minor);
  return other.patch < 0 ? 0 : Math.sign(one.patch - other.patch);
}

/** Whether a proxy's release can do what came with another. */
export function isAtLeast(version: string | undefined, [major, minor]: readonly [number, number]): boolean {
  return compareReleases(istioRelease(version ?? ''), { major, minor, patch: 0 }) >= 0;
}
