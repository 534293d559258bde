import type { ConfigKey } from '../discovery/index';
import { concernedBefore, concerns, type Context } from '../translate/index';
import type { PushRequest } from './push-request';

/**
 * What of a request concerns a proxy, as it sees the mesh now or saw it when it was told last; undefined = everything
 * (pilot/pkg/xds/proxy_dependencies.go DefaultProxyNeedsPush).
 */
export function relevantUpdates(
  { forced, configsUpdated }: PushRequest,
  now: Context,
  before: Context | undefined,
): readonly ConfigKey[] | undefined {
  if (forced || before === undefined) return undefined;
  return [...configsUpdated.values()].filter((key) => concerns(key, now) || concernedBefore(key, before));
}
