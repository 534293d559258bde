/** One document's text inside a stream. */
export interface Chunk {
  readonly text: string;
  /** Offset of the text in the stream, and the line (from 1) it starts at. */
  readonly offset: number;
  readonly startLine: number;
}

/** A `---` followed by something that is no comment; `rest` is what followed. */
export interface BadSeparator {
  readonly rest: string;
  readonly offset: number;
  readonly line: number;
}

export interface Split {
  readonly chunks: readonly Chunk[];
  readonly badSeparator?: BadSeparator;
}

/**
 * Cuts a stream into documents the way kubectl does: at every line that begins with `---`, whatever stands around it,
 * before any YAML is parsed. A bad separator ends the stream; what stands before it is lost, as it is there.
 */
export function splitDocuments(text: string): Split {
  const chunks: Chunk[] = [];
  let start = 0;
  let startLine = 1;
  let line = 1;
  const close = (end: number): void => {
    if (text.slice(start, end).trim() !== '')
      chunks.push({ text: text.slice(start, end), offset: start, startLine });
  };
  for (let at = 0; at < text.length; line++) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (text.startsWith('---', at)) {
      const rest = text.slice(at + 3, next).trim();
      if (rest !== '' && !rest.startsWith('#')) {
        return { chunks, badSeparator: { rest, offset: at, line } };
      }
      close(at);
      start = next;
      startLine = line + 1;
    }
    at = next;
  }
  close(text.length);
  return { chunks };
}
