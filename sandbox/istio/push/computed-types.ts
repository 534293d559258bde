import type { ConfigKey } from '../discovery/index';
import { isComputedFrom, type ProxyNodeInfo, type XdsType } from '../translate/index';
import { PUSH_ORDER } from './push-order';

/** Asked for by name: a proxy asks for what new clusters and listeners refer to. */
const REFERRED: readonly (readonly [from: XdsType, to: XdsType])[] = [
  ['clusters', 'loadAssignments'],
  ['listeners', 'routeConfigurations'],
];

/** The types of a proxy's configuration that may differ after changes that concern it. */
export function computedTypes(updates: readonly ConfigKey[], proxy: ProxyNodeInfo): ReadonlySet<XdsType> {
  const types = new Set<XdsType>(
    updates.flatMap((key) => PUSH_ORDER.filter((type) => isComputedFrom(type, key, proxy))),
  );
  // Listeners that waited for a credential are there as soon as it is.
  if (proxy.type === 'router') types.add('listeners');
  for (const [from, to] of REFERRED) if (types.has(from)) types.add(to);
  return types;
}
