import type { Origin } from '../../../../lib/origin';

/** `name.namespace` of the Istio object that configured something; empty for what no object did. */
export function configuredBy(origin: Origin | undefined, ...kinds: readonly string[]): string {
  return origin && kinds.includes(origin.kind) ? `${origin.name}.${origin.namespace}` : '';
}

/** How proxy-config aligns most of its tables. */
export const wideTable = { minWidth: 0, padding: 5 } as const;
export const narrowTable = { minWidth: 0, padding: 1 } as const;
