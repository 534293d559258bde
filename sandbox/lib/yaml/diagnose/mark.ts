/** A place while scanning: offset, line and column count from 0. */
export interface Mark {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type TokenType =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'directive'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly mark: Mark;
  /** The line a quoted scalar ends at. */
  readonly endLine?: number;
}

/** The first thing wrong with a text. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly text: string,
    readonly mark: Mark,
    /** Scanners name the line they stand on, parsers the line before. */
    readonly by: 'scanner' | 'parser',
    /** Where the construct began that was being read. */
    readonly context: Mark = mark,
  ) {
    super(text);
  }
}
