import type { YAMLException } from 'js-yaml';

/** A syntax error in the words and line count of kubectl's YAML library. */
export interface SyntaxProblem {
  /** `yaml: line 6: found character that cannot start any token`. */
  readonly message: string;
  /** Offset of the offending text in the document. */
  readonly offset: number;
}

/** Rewords what our parser found; the line is the library's: scanners name the line, parsers the line before. */
export function describeSyntaxError(text: string, error: YAMLException): SyntaxProblem {
  const offset = error.mark?.position ?? 0;
  return {
    message: `yaml: line ${String((error.mark?.line ?? 0) + 1)}: ${error.reason}`,
    offset: Math.min(offset, text.length),
  };
}
