import { compileRe2, isRe2 } from '../../lib/re2';
import type { StringMatch } from '../config/index';

/** A compiled type.matcher.v3.StringMatcher. `describe` completes "must ...". */
export interface StringMatcher {
  matches(value: string): boolean;
  describe(): string;
}

/**
 * Compiles a string matcher; regular expressions match the whole value.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/string.proto
 */
export function compileStringMatch(match: StringMatch): StringMatcher {
  if (match.safeRegex) return regexMatcher(match.safeRegex.regex);
  const fold = match.ignoreCase === true ? (text: string) => text.toLowerCase() : undefined;
  if (match.exact !== undefined) return textMatcher('be', match.exact, fold, (value, text) => value === text);
  if (match.prefix !== undefined)
    return textMatcher('start with', match.prefix, fold, (value, text) => value.startsWith(text));
  if (match.suffix !== undefined)
    return textMatcher('end with', match.suffix, fold, (value, text) => value.endsWith(text));
  if (match.contains !== undefined)
    return textMatcher('contain', match.contains, fold, (value, text) => value.includes(text));
  return { matches: () => false, describe: () => 'match nothing (the matcher is empty)' };
}

/** A whole-value RE2 matcher; an expression that does not compile matches nothing and says so. */
export function regexMatcher(regex: string): StringMatcher {
  const compiled = compileRe2(regex);
  if (!isRe2(compiled))
    return { matches: () => false, describe: () => `match a regex that does not compile: ${compiled.error}` };
  return {
    matches: (value) => compiled.fullMatch(value),
    describe: () => `match regex ${regex}`,
  };
}

function textMatcher(
  verb: string,
  text: string,
  fold: ((text: string) => string) | undefined,
  test: (value: string, text: string) => boolean,
): StringMatcher {
  const describe = (): string => `${verb} "${text}"${fold ? ' (any case)' : ''}`;
  if (!fold) return { matches: (value) => test(value, text), describe };
  const folded = fold(text);
  return { matches: (value) => test(fold(value), folded), describe };
}
