import { compileRe2, isRe2 } from '../../lib/re2';
import type { Stat } from '../../net/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { ProxyConfig } from '../config/index';
import type { DrainManager } from '../drain-manager';
import type { ProxyNode } from '../proxy';
import type { AdminAnswer } from './contract';

/** What the admin interface shows of its proxy. */
export interface AdminView {
  readonly node: ProxyNode;
  readonly drain: DrainManager;
  readonly config: ProxyConfig;
  readonly clusters: readonly ClusterRuntime[];
  readonly uptimeSeconds: number;
  /** Simulated wall clock when the configuration in force arrived, epoch milliseconds. */
  readonly updatedMs: number;
  stats(): readonly Stat[];
}

/** A page of the admin interface. */
export interface AdminEndpoint {
  readonly path: string;
  readonly help: string;
  /** Parameters with what `/help` says of them. */
  readonly parameters?: readonly (readonly [name: string, help: string])[];
  /** It changes something: only POST is allowed. */
  readonly mutates?: boolean;
  answer(view: AdminView, query: ReadonlyMap<string, string>): AdminAnswer;
}

export function text(body: string, status = 200): AdminAnswer {
  return { status, contentType: 'text/plain; charset=UTF-8', body };
}

/** Protobuf messages as Envoy prints them: a blank of indentation a level. */
export function json(message: unknown): AdminAnswer {
  return { status: 200, contentType: 'application/json', body: `${JSON.stringify(message, null, 1)}\n` };
}

/** What the `filter` parameter keeps; an answer in place of it when it is no expression. */
export function filterOf(query: ReadonlyMap<string, string>): ((name: string) => boolean) | AdminAnswer {
  const expression = query.get('filter');
  if (expression === undefined) return () => true;
  const compiled = compileRe2(expression);
  if (!isRe2(compiled)) return text('Invalid re2 regex', 400);
  const inverted = query.has('invert_filter');
  return (name) => compiled.matches(name) !== inverted;
}
