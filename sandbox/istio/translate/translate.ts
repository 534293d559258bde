import type { ProxyConfig } from '../../envoy/config/index';
import { SectionMemo, type Snapshot } from '../discovery/index';
import { createContext, type Context } from './context';
import type { XdsType } from './dependencies';
import { downstreamOf } from './downstream';
import type { ProxyNodeInfo } from './proxy/proxy-node';
import { upstreamOf } from './upstream';

/**
 * The configuration istiod would send a proxy. Pure: the same snapshot and proxy give an equal answer.
 * @param memo of this proxy: what nothing changed under is taken over from the last time
 */
export function translate(
  snapshot: Snapshot,
  proxy: ProxyNodeInfo,
  memo: SectionMemo = new SectionMemo(),
): ProxyConfig {
  return translateContext(createContext(snapshot, proxy), memo);
}

/**
 * The same for a context that is at hand.
 * @param types what is asked for; of the others the answer may have nothing
 */
export function translateContext(
  context: Context,
  memo: SectionMemo,
  types?: ReadonlySet<XdsType>,
): ProxyConfig {
  const asks = (one: XdsType, other: XdsType): boolean =>
    types === undefined || types.has(one) || types.has(other);
  return {
    ...NOTHING,
    ...(asks('listeners', 'routeConfigurations') ? downstreamOf(context, memo) : undefined),
    ...(asks('clusters', 'loadAssignments') ? upstreamOf(context, memo) : undefined),
  };
}

const NOTHING: ProxyConfig = { listeners: [], routeConfigurations: [], clusters: [], loadAssignments: [] };
