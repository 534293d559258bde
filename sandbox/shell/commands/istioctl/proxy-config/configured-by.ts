import type { Metadata } from '../../../../envoy/config/index';
import type { Origin } from '../../../../lib/origin';

/** `name.namespace` of the Istio object that configured something; empty for what no object did. */
export function configuredBy(origin: Origin | undefined, ...kinds: readonly string[]): string {
  return origin && kinds.includes(origin.kind) ? `${origin.name}.${origin.namespace}` : '';
}

/** `name.namespace` of the object that istiod says to have configured it. */
export function managedBy(metadata: Metadata | undefined): string {
  const config = metadata?.filterMetadata.istio?.config;
  if (typeof config !== 'string') return '';
  const [, , , , , namespace = '', , name = ''] = config.split('/');
  return `${name}.${namespace}`;
}

/** How proxy-config aligns most of its tables. */
export const wideTable = { minWidth: 0, padding: 5 } as const;
export const narrowTable = { minWidth: 0, padding: 1 } as const;
