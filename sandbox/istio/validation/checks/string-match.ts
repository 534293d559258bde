import { compileRe2, isRe2 } from '../../../lib/re2';
import type { Field } from '../../kinds/field';
import { quote } from '../../../lib/quote';

/** A comparison that must not be empty; `where` is the field's name in the message. */
export function stringMatchProblem(match: Field, where: string): string | undefined {
  if (match.has('prefix') && !match.has('exact') && match.at('prefix').text === '') {
    return `${quote(where)}: prefix string match should not be empty`;
  }
  return regexMatchProblem(match, where);
}

/** Only the expression of a comparison. */
export function regexMatchProblem(match: Field, where: string): string | undefined {
  if (!match.has('regex')) return undefined;
  const regex = match.at('regex').text;
  return regex === ''
    ? `${quote(where)}: regex string match should not be empty`
    : regexProblem(regex, where);
}

export function regexProblem(regex: string, where: string): string | undefined {
  if (regex.length > 1024) return `${quote(where)}: regex is too large, max length allowed is 1024`;
  const compiled = compileRe2(regex);
  if (isRe2(compiled)) return undefined;
  const help = 'Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)';
  return `${quote(where)}: ${compiled.error}; ${help}`;
}
