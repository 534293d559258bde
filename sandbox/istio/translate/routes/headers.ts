import { compareText } from '../../../lib/compare-text';
import type { HeaderValueOption } from '../../../envoy/config/index';
import type { Headers } from '../../discovery/api/index';

/** Header operations in Envoy's four lists, and a host rewrite when `host` was set or added. */
export interface HeaderLists {
  readonly requestHeadersToAdd: readonly HeaderValueOption[];
  readonly requestHeadersToRemove: readonly string[];
  readonly responseHeadersToAdd: readonly HeaderValueOption[];
  readonly responseHeadersToRemove: readonly string[];
  readonly authority: string;
}

const NOTHING: HeaderLists = {
  requestHeadersToAdd: [],
  requestHeadersToRemove: [],
  responseHeadersToAdd: [],
  responseHeadersToRemove: [],
  authority: '',
};

type HeaderFields = Partial<Omit<HeaderLists, 'authority'>>;
const NO_FIELDS: HeaderFields = {};

/** `set` overwrites and comes first, `add` appends; keys sorted; pseudo headers and host cannot be changed this way. */
export function translateHeaders(headers: Headers | undefined): HeaderLists {
  if (headers === undefined) return NOTHING;
  const { request, response } = headers;
  return {
    requestHeadersToAdd: [...options(request?.set, false), ...options(request?.add, true)],
    requestHeadersToRemove: changeable(request?.remove),
    responseHeadersToAdd: [...options(response?.set, false), ...options(response?.add, true)],
    responseHeadersToRemove: changeable(response?.remove),
    authority: authorityOf(request?.set) || authorityOf(request?.add),
  };
}

/** Destination operations are appended to the route's when the route has a single destination. */
export function appendHeaders(first: HeaderLists, second: HeaderLists): HeaderLists {
  if (second === NOTHING) return first;
  return {
    requestHeadersToAdd: [...first.requestHeadersToAdd, ...second.requestHeadersToAdd],
    requestHeadersToRemove: [...first.requestHeadersToRemove, ...second.requestHeadersToRemove],
    responseHeadersToAdd: [...first.responseHeadersToAdd, ...second.responseHeadersToAdd],
    responseHeadersToRemove: [...first.responseHeadersToRemove, ...second.responseHeadersToRemove],
    authority: first.authority || second.authority,
  };
}

/** The lists as fields of a route or a cluster weight; empty lists are left out. */
export function headerFields(lists: HeaderLists): HeaderFields {
  if (lists === NOTHING) return NO_FIELDS;
  const { authority: _authority, ...fields } = lists;
  return Object.fromEntries(Object.entries(fields).filter(([, list]) => list.length > 0));
}

function options(values: Readonly<Record<string, string>> | undefined, append: boolean): HeaderValueOption[] {
  return Object.entries(values ?? {})
    .filter(([key]) => !isInternal(key))
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => ({
      header: { key, value },
      appendAction: append ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD',
    }));
}

function changeable(names: readonly string[] | undefined): string[] {
  return (names ?? []).filter((name) => !isInternal(name));
}

function authorityOf(values: Readonly<Record<string, string>> | undefined): string {
  for (const [key, value] of Object.entries(values ?? {})) {
    const name = key.toLowerCase();
    if (name === 'host' || name === ':authority') return value;
  }
  return '';
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}
