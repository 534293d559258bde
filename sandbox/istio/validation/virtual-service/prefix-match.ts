import type { Field } from '../../kinds/field';

/** What a match with a path prefix compares, as far as the overlap check looks. */
export interface PrefixMatch {
  readonly match: Field;
  readonly rule: string;
  readonly name: string;
  readonly prefix: string;
  readonly port: number;
  readonly method: string;
  readonly authority: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly queryParams: ReadonlyMap<string, string>;
  readonly withoutHeaders: ReadonlyMap<string, string>;
}

/** undefined when the match has no path prefix. */
export function prefixMatchOf(match: Field, rule: string, name: string): PrefixMatch | undefined {
  const prefix = match.at('uri').at('prefix').text;
  if (prefix === '') return undefined;
  return {
    match,
    rule,
    name,
    prefix,
    port: match.at('port').number,
    method: comparison(match.at('method')) || 'exact:GET',
    authority: comparison(match.at('authority')),
    headers: comparisons(match.at('headers')),
    queryParams: comparisons(match.at('queryParams')),
    withoutHeaders: comparisons(match.at('withoutHeaders')),
  };
}

function comparison(match: Field): string {
  for (const way of ['exact', 'prefix']) {
    const text = match.at(way).text;
    if (text !== '') return `${way}:${text}`;
  }
  return '';
}

function comparisons(matches: Field): ReadonlyMap<string, string> {
  return new Map(matches.entries.map(([name, match]) => [name, comparison(match)]));
}

/** Whether everything the later match takes was taken by the earlier one. */
export function isCovered(later: PrefixMatch, earlier: PrefixMatch): boolean {
  return (
    later.prefix.startsWith(earlier.prefix) &&
    later.port === earlier.port &&
    earlier.method.startsWith(later.method) &&
    earlier.authority.startsWith(later.authority) &&
    areCovered(later.headers, earlier.headers) &&
    areCovered(later.queryParams, earlier.queryParams) &&
    areCovered(later.withoutHeaders, earlier.withoutHeaders)
  );
}

function areCovered(later: ReadonlyMap<string, string>, earlier: ReadonlyMap<string, string>): boolean {
  if (later.size !== earlier.size) return false;
  return [...earlier].every(([name, comparison]) => {
    const other = later.get(name);
    return other !== undefined && comparison.startsWith(other);
  });
}
