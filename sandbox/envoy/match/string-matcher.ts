import { compileRe2, isRe2 } from '../../lib/re2';
import type { Demand } from '../../net/index';
import type { StringMatch } from '../config/index';

/** A compiled type.matcher.v3.StringMatcher. `demand` is what it wants. */
export interface StringMatcher {
  matches(value: string): boolean;
  demand(): Demand;
}

/**
 * Compiles a string matcher; regular expressions match the whole value.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/string.proto
 */
export function compileStringMatch(match: StringMatch): StringMatcher {
  if (match.safeRegex) return regexMatcher(match.safeRegex.regex);
  const fold = match.ignoreCase === true ? (text: string) => text.toLowerCase() : undefined;
  if (match.exact !== undefined)
    return textMatcher('text', match.exact, fold, (value, text) => value === text);
  if (match.prefix !== undefined)
    return textMatcher('prefix', match.prefix, fold, (value, text) => value.startsWith(text));
  if (match.suffix !== undefined)
    return textMatcher('suffix', match.suffix, fold, (value, text) => value.endsWith(text));
  if (match.contains !== undefined)
    return textMatcher('contained', match.contains, fold, (value, text) => value.includes(text));
  return { matches: () => false, demand: () => ({ is: 'nothing' }) };
}

/** A whole-value RE2 matcher; an expression that does not compile matches nothing and says so. */
export function regexMatcher(regex: string): StringMatcher {
  const compiled = compileRe2(regex);
  if (!isRe2(compiled))
    return { matches: () => false, demand: () => ({ is: 'broken regex', error: compiled.error }) };
  return {
    matches: (value) => compiled.fullMatch(value),
    demand: () => ({ is: 'regex', text: regex }),
  };
}

function textMatcher(
  is: 'text' | 'prefix' | 'suffix' | 'contained',
  text: string,
  fold: ((text: string) => string) | undefined,
  test: (value: string, text: string) => boolean,
): StringMatcher {
  const demand = (): Demand => ({ is, text, anyCase: fold !== undefined });
  if (!fold) return { matches: (value) => test(value, text), demand };
  const folded = fold(text);
  return { matches: (value) => test(fold(value), folded), demand };
}
