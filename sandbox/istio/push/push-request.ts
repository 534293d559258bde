import { configKeyText, type ConfigKey } from '../discovery/index';

/** Why proxies may need another configuration. */
export interface PushRequest {
  /** Everybody gets everything: what changed has no name. */
  readonly forced: boolean;
  /** What changed, by `configKeyText`. */
  readonly configsUpdated: ReadonlyMap<string, ConfigKey>;
  /** When the first of the changes was seen. */
  readonly startUs: number;
}

/** A request for what changed; for everything when no keys are given. */
export function pushRequest(startUs: number, keys?: readonly ConfigKey[]): PushRequest {
  return {
    forced: keys === undefined,
    configsUpdated: new Map((keys ?? []).map((key) => [configKeyText(key), key])),
    startUs,
  };
}

/** Two requests as one (pilot/pkg/model/push_context.go Merge). */
export function mergeRequests(first: PushRequest | undefined, second: PushRequest): PushRequest {
  if (first === undefined) return second;
  return {
    forced: first.forced || second.forced,
    configsUpdated: new Map([...first.configsUpdated, ...second.configsUpdated]),
    startUs: first.startUs,
  };
}
