import type { HeaderMatcher, StringMatch, ValueMatcher } from '../../../envoy/config/index';

/** Anything but the empty text. */
export const ANYTHING: StringMatch = { safeRegex: { regex: '.+' } };

/**
 * A value with at most one `*`, at its start or end, behind a fixed prefix; `*` alone is anything
 * (pilot/pkg/security/authz/matcher/string.go).
 */
export function pattern(value: string, prefix = ''): StringMatch {
  if (value === '*') return ANYTHING;
  if (value.startsWith('*')) {
    const suffix = value.slice(1);
    return prefix === '' ? { suffix } : { safeRegex: { regex: `${prefix}.*${quoteMeta(suffix)}` } };
  }
  if (value.endsWith('*')) return { prefix: prefix + value.slice(0, -1) };
  return { exact: prefix + value };
}

/** Any of several patterns, as a value of the metadata. */
export function anyPattern(values: readonly string[]): ValueMatcher {
  return anyValue(values.map((value) => ({ stringMatch: pattern(value) })));
}

export function anyValue(matchers: readonly ValueMatcher[]): ValueMatcher {
  const [only] = matchers;
  return only !== undefined && matchers.length === 1 ? only : { orMatch: { valueMatchers: matchers } };
}

/** A header by pattern; `*` = it is there. */
export function headerPattern(name: string, value: string, ignoreCase = false): HeaderMatcher {
  if (value === '*') return { name, presentMatch: true };
  return { name, stringMatch: { ...pattern(value), ...(ignoreCase ? { ignoreCase: true } : {}) } };
}

/** Escapes what RE2 reads as syntax (Go's regexp.QuoteMeta). */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
}
