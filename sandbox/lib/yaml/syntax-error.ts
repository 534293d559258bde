import type { YAMLException } from 'js-yaml';
import { firstProblem } from './diagnose/grammar';

/** A syntax error in the words and line count of kubectl's YAML library. */
export interface SyntaxProblem {
  /** `yaml: line 6: found character that cannot start any token`; a problem on the first line names none. */
  readonly message: string;
  /** Offset of the offending text in the document. */
  readonly offset: number;
}

/** Says what is wrong with a text that our parser refused. @param error the parser's own finding, when nothing better is known */
export function describeSyntaxError(text: string, error: YAMLException): SyntaxProblem {
  const problem = syntaxProblem(text);
  if (problem) return problem;
  const offset = Math.min(error.mark?.position ?? 0, text.length);
  return { message: `yaml: line ${String((error.mark?.line ?? 0) + 1)}: ${error.reason}`, offset };
}

/** What kubectl's YAML library would say about a text; undefined when it finds nothing wrong. */
export function syntaxProblem(text: string): SyntaxProblem | undefined {
  const problem = firstProblem(text);
  if (!problem) return undefined;
  const { mark, context, by } = problem;
  const line = mark.line > 0 ? mark.line + (by === 'scanner' ? 1 : 0) : context.line;
  return { message: `yaml: ${line > 0 ? `line ${String(line)}: ` : ''}${problem.text}`, offset: mark.offset };
}
