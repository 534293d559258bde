import type { HttpHeaders } from '../../../net/index';
import type { ClusterWeight, HeaderValueOption, Route } from '../../config/index';

/** Header operations of one level (a route, or a weighted cluster), prepared. */
export interface HeaderOperations {
  readonly remove: readonly string[];
  readonly put: readonly HeaderValueOption[];
}

const NONE: HeaderOperations = { remove: [], put: [] };

type Level = Pick<
  Route & ClusterWeight,
  'requestHeadersToAdd' | 'requestHeadersToRemove' | 'responseHeadersToAdd' | 'responseHeadersToRemove'
>;

export function requestOperations(level: Level): HeaderOperations {
  return operations(level.requestHeadersToRemove, level.requestHeadersToAdd);
}

export function responseOperations(level: Level): HeaderOperations {
  return operations(level.responseHeadersToRemove, level.responseHeadersToAdd);
}

/** Removes first, then sets and adds in the order written; several values stay separate lines. */
export function applyOperations(headers: HttpHeaders, { remove, put }: HeaderOperations, context: Substitutions): void {
  for (const name of remove) headers.delete(name);
  for (const { header, appendAction } of put) {
    const value = header.value.includes('%') ? substitute(header.value, context) : header.value;
    if (appendAction === 'APPEND_IF_EXISTS_OR_ADD') headers.append(header.key, value);
    else headers.set(header.key, value);
  }
}

/** What `%...%` in a header value may name. */
export type Substitutions = (command: string) => string | undefined;

/** Replaces the commands that are known; `%%` is a percent sign. */
function substitute(value: string, context: Substitutions): string {
  return value.replace(/%%|%([A-Z0-9_]+(?:\([^)]*\))?)%/g, (found, command: string | undefined) =>
    command === undefined ? '%' : (context(command) ?? found),
  );
}

function operations(
  remove: readonly string[] | undefined,
  put: readonly HeaderValueOption[] | undefined,
): HeaderOperations {
  return remove === undefined && put === undefined ? NONE : { remove: remove ?? [], put: put ?? [] };
}
