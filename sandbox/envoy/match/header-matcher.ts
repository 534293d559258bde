import type { HeaderMatcher } from '../config/index';
import type { RequestFacts } from './request-facts';
import { compileStringMatch, type StringMatcher } from './string-matcher';

/** One condition of a route beside its path. */
export interface Condition {
  holds(request: RequestFacts): boolean;
  /** Why it does not hold: `header end-user missing`. Called only when it does not. */
  reason(request: RequestFacts): string;
}

/**
 * Compiles a header matcher. An absent header fails every value matcher, inverted or not, unless
 * `treatMissingHeaderAsEmpty` says otherwise (source/common/http/header_utility.h).
 */
export function compileHeaderMatcher(matcher: HeaderMatcher): Condition {
  const read = headerReader(matcher.name);
  const inverted = matcher.invertMatch === true;
  const label = matcher.name.startsWith(':') ? matcher.name.slice(1) : `header ${matcher.name}`;
  if (matcher.stringMatch === undefined) {
    const wanted = (matcher.presentMatch !== false) !== inverted;
    const always = matcher.treatMissingHeaderAsEmpty === true;
    return {
      holds: (request) => (always || read(request) !== undefined) === wanted,
      reason: () => (wanted ? `${label} missing` : `${label} present`),
    };
  }
  return valueCondition(label, read, compileStringMatch(matcher.stringMatch), matcher);
}

function valueCondition(
  label: string,
  read: (request: RequestFacts) => string | undefined,
  value: StringMatcher,
  matcher: HeaderMatcher,
): Condition {
  const inverted = matcher.invertMatch === true;
  const emptyWhenMissing = matcher.treatMissingHeaderAsEmpty === true;
  const find = emptyWhenMissing ? (request: RequestFacts): string => read(request) ?? '' : read;
  return {
    holds(request) {
      const found = find(request);
      return found !== undefined && value.matches(found) !== inverted;
    },
    reason(request) {
      const found = find(request);
      if (found === undefined) return `${label} missing`;
      return `${label} is "${found}", must ${inverted ? 'not ' : ''}${value.describe()}`;
    },
  };
}

/** Reads a header or pseudo-header by its name. */
export function headerReader(name: string): (request: RequestFacts) => string | undefined {
  switch (name.toLowerCase()) {
    case ':method':
      return (request) => request.method;
    case ':authority':
    case 'host':
      return (request) => request.authority;
    case ':scheme':
      return (request) => request.scheme;
    case ':path':
      return (request) => (request.query === '' ? request.pathname : `${request.pathname}?${request.query}`);
    default: {
      const key = name.toLowerCase();
      return (request) => request.headers.get(key);
    }
  }
}
