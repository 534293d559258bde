import { RE2JS } from 're2js';

/** A compiled RE2 expression. Every verb takes time linear in the text. */
export interface Re2 {
  readonly pattern: string;
  /** Whether the expression is found anywhere in the text. */
  matches(text: string): boolean;
  /** Whether the whole text matches, as Envoy's `safe_regex` asks. */
  fullMatch(text: string): boolean;
  /** Replaces every place where the expression is found; in `substitution` `\0` is the match and `\1` the first group. */
  replace(text: string, substitution: string): string;
}

/** Why an expression was refused, in the words of Go's regexp: ``error parsing regexp: missing closing ): `a(b` ``. */
export interface Re2Error {
  readonly error: string;
}

/** More expressions than this are not remembered: the oldest is forgotten first. */
const cacheLimit = 500;
const cache = new Map<string, Re2 | Re2Error>();

/** Compiles an expression of RE2's syntax (no look-around, no back references); remembers the outcome. */
export function compileRe2(pattern: string): Re2 | Re2Error {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const outcome = compile(pattern);
  if (cache.size >= cacheLimit) {
    const oldest = cache.keys().next();
    if (oldest.done !== true) cache.delete(oldest.value);
  }
  cache.set(pattern, outcome);
  return outcome;
}

/** Tells a compiled expression from a refusal. */
export function isRe2(outcome: Re2 | Re2Error): outcome is Re2 {
  return !('error' in outcome);
}

function compile(pattern: string): Re2 | Re2Error {
  let program: RE2JS;
  try {
    program = RE2JS.compile(pattern);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  return {
    pattern,
    matches: (text) => program.test(text),
    fullMatch: (text) => program.testExact(text),
    replace: (text, substitution) => {
      let result = '';
      let end = 0;
      for (const match of program.matchAll(text)) {
        const at = match.index ?? end;
        result += text.slice(end, at) + expand(substitution, match);
        end = at + match[0].length;
      }
      return result + text.slice(end);
    },
  };
}

/** Fills the groups of a match into an RE2 substitution; a doubled backslash stands for one. */
function expand(substitution: string, groups: readonly (string | null | undefined)[]): string {
  return substitution.replace(/\\(\d|\\)/g, (_, escaped: string) =>
    escaped === '\\' ? '\\' : (groups[Number(escaped)] ?? ''),
  );
}
