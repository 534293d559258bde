import { memoByObject } from '../../lib/memo';
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

/** The header operations of a route or weighted cluster; prepared once. */
export const operationsOf = memoByObject((level: Route | ClusterWeight): LevelOperations => ({
  request: operations(level.requestHeadersToRemove, level.requestHeadersToAdd),
  response: operations(level.responseHeadersToRemove, level.responseHeadersToAdd),
}));

/** What is set comes before what is added. */
function operations(
  remove: readonly string[] = [],
  put: readonly HeaderValueOption[] = [],
): HeaderOperations {
  const sets = put.filter(isSet);
  return { remove, put: sets.length === 0 ? put : [...sets, ...put.filter((one) => !isSet(one))] };
}

function isSet({ appendAction }: HeaderValueOption): boolean {
  return appendAction === 'OVERWRITE_IF_EXISTS_OR_ADD';
}

/** Fields that Envoy keeps in one line: what is added goes behind a comma. */
const ONE_LINE: ReadonlySet<string> = new Set([
  'x-envoy-decorator-operation',
  'x-forwarded-for',
  'user-agent',
]);

/**
 * Removes first, then sets, then adds, each in the order written; several values stay separate lines, and what comes out
 * empty is left out (source/common/router/header_parser.cc).
 */
export function applyOperations(
  headers: HttpHeaders,
  { remove, put }: HeaderOperations,
  source: SubstitutionSource,
): void {
  for (const name of remove) headers.delete(name);
  for (const option of put) {
    const { header } = option;
    const value = substitute(header.value, source);
    if (value === '') continue;
    if (isSet(option)) headers.set(header.key, value);
    else append(headers, header.key, value);
  }
}

function append(headers: HttpHeaders, name: string, value: string): void {
  const before = ONE_LINE.has(name.toLowerCase()) ? headers.get(name) : undefined;
  if (before === undefined) headers.append(name, value);
  else headers.set(name, `${before},${value}`);
}

/** Edits a response: operations of the weighted cluster, then of the route. */
export function editResponse(
  headers: HttpHeaders,
  route: LevelOperations,
  weighted: ClusterWeight | undefined,
  source: SubstitutionSource,
): void {
  if (weighted) applyOperations(headers, operationsOf(weighted).response, source);
  applyOperations(headers, route.response, source);
}
