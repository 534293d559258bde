import type { ProxyConfig } from '../../envoy/config/index';
import { SectionMemo, type Snapshot } from '../discovery/index';
import { createContext, type Context } from './context';
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

/** The same for a context that is at hand. */
export function translateContext(context: Context, memo: SectionMemo): ProxyConfig {
  return { ...downstreamOf(context, memo), ...upstreamOf(context, memo) };
}
