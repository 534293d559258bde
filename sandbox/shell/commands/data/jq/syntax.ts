import type { Json } from './json';

/** A parsed filter. */
export type Filter =
  | { readonly is: 'identity' | 'recurse' }
  | { readonly is: 'literal'; readonly value: Json }
  | { readonly is: 'text'; readonly parts: readonly (string | Filter)[]; readonly format?: string }
  | { readonly is: 'format'; readonly name: string }
  | { readonly is: 'index'; readonly of: Filter; readonly key: Filter }
  | { readonly is: 'slice'; readonly of: Filter; readonly from?: Filter; readonly to?: Filter }
  | { readonly is: 'each'; readonly of: Filter }
  | { readonly is: 'try'; readonly body: Filter; readonly handler?: Filter }
  | { readonly is: 'pipe' | 'comma'; readonly left: Filter; readonly right: Filter }
  | { readonly is: 'operator'; readonly operator: string; readonly left: Filter; readonly right: Filter }
  | { readonly is: 'assign'; readonly operator: string; readonly target: Filter; readonly value: Filter }
  | { readonly is: 'negate'; readonly of: Filter }
  | { readonly is: 'array'; readonly of?: Filter }
  | { readonly is: 'object'; readonly entries: readonly (readonly [Filter, Filter])[] }
  | { readonly is: 'if'; readonly condition: Filter; readonly yes: Filter; readonly no?: Filter }
  | {
      readonly is: 'reduce';
      readonly source: Filter;
      readonly name: string;
      readonly start: Filter;
      readonly update: Filter;
    }
  | {
      readonly is: 'foreach';
      readonly source: Filter;
      readonly name: string;
      readonly start: Filter;
      readonly update: Filter;
      readonly extract?: Filter;
    }
  | { readonly is: 'bind'; readonly source: Filter; readonly name: string; readonly body: Filter }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Filter[] }
  | { readonly is: 'define'; readonly definition: Definition; readonly body: Filter };

export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Filter;
}

/** The filter is malformed; the message is what jq prints behind `jq: error: `. */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';
}
