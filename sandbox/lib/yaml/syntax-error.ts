import { judge } from './diagnose/grammar';
import { Problem } from './diagnose/mark';

/** A syntax error in the words and line count of kubectl's YAML library. */
export interface SyntaxProblem {
  /** `yaml: line 6: found character that cannot start any token`; a problem on the first line names none. */
  readonly message: string;
  /** Offset of the offending text in the document. */
  readonly offset: number;
}

/** What kubectl's YAML library would say about a text; undefined when it finds nothing wrong. */
export function syntaxProblem(text: string): SyntaxProblem | undefined {
  const verdict = judge(text);
  if (!(verdict instanceof Problem)) return undefined;
  const { mark, context, by } = verdict;
  const line = mark.line > 0 ? mark.line + (by === 'scanner' ? 1 : 0) : context.line;
  return { message: `yaml: ${line > 0 ? `line ${String(line)}: ` : ''}${verdict.text}`, offset: mark.offset };
}
