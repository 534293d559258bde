import type { HttpHeaders } from '../../net/index';
import type { ClusterWeight, HeaderValueOption, Route } from '../config/index';
import { substitute, type SubstitutionSource } from './substitutions';

/** Header operations of one level and direction. */
export interface HeaderOperations {
  readonly remove: readonly string[];
  readonly put: readonly HeaderValueOption[];
}

/** Header operations written on a route or on one of its weighted clusters. */
export interface LevelOperations {
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
}

const prepared = new WeakMap<Route | ClusterWeight, LevelOperations>();

/** The header operations of a route or weighted cluster; prepared once. */
export function operationsOf(level: Route | ClusterWeight): LevelOperations {
  let operations = prepared.get(level);
  if (!operations) {
    operations = {
      request: { remove: level.requestHeadersToRemove ?? [], put: level.requestHeadersToAdd ?? [] },
      response: { remove: level.responseHeadersToRemove ?? [], put: level.responseHeadersToAdd ?? [] },
    };
    prepared.set(level, operations);
  }
  return operations;
}

/** Removes first, then sets and adds in the order written; several values stay separate lines. */
export function applyOperations(
  headers: HttpHeaders,
  { remove, put }: HeaderOperations,
  source: SubstitutionSource,
): void {
  for (const name of remove) headers.delete(name);
  for (const { header, appendAction } of put) {
    const value = substitute(header.value, source);
    if (appendAction === 'APPEND_IF_EXISTS_OR_ADD') headers.append(header.key, value);
    else headers.set(header.key, value);
  }
}

/** Edits a response: operations of the weighted cluster, then of the route. */
export function editResponse(
  headers: HttpHeaders,
  route: Route,
  weighted: ClusterWeight | undefined,
  source: SubstitutionSource,
): void {
  if (weighted) applyOperations(headers, operationsOf(weighted).response, source);
  applyOperations(headers, operationsOf(route).response, source);
}
