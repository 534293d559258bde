import type { QueryParameterMatcher } from '../config/index';
import type { Condition } from './header-matcher';
import { compileStringMatch } from './string-matcher';

/** Compiles a query parameter matcher: the first value of the name, as raw text (no percent-decoding). */
export function compileQueryMatcher(matcher: QueryParameterMatcher): Condition {
  const { name } = matcher;
  const what = { is: 'query parameter', name } as const;
  const value = matcher.stringMatch && compileStringMatch(matcher.stringMatch);
  return {
    holds(request) {
      const found = queryParameter(request.query, name);
      return found !== undefined && (value === undefined || value.matches(found));
    },
    reason(request) {
      const found = queryParameter(request.query, name);
      if (found === undefined || value === undefined) return ['missing', what];
      return ['unfit', what, `"${found}"`, value.demand(), false];
    },
  };
}

/** The first value of a parameter in a raw query; `?any` has the value ''. Undefined when absent. */
export function queryParameter(query: string, name: string): string | undefined {
  for (let start = 0; start <= query.length;) {
    const separator = query.indexOf('&', start);
    const end = separator < 0 ? query.length : separator;
    const equals = query.indexOf('=', start);
    const nameEnd = equals < 0 || equals > end ? end : equals;
    if (nameEnd - start === name.length && nameEnd > start && query.startsWith(name, start))
      return query.slice(Math.min(nameEnd + 1, end), end);
    start = end + 1;
  }
  return undefined;
}
