import type { Position, Range } from '../position';

/** Offsets of a key (absent for list items and the root) and of its value. */
export interface Span {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Where everything of one document stands, by path (`spec.http[0].route[1].weight`; the root is ``). */
export class SourceIndex {
  #lineStarts: readonly number[] | undefined;

  /**
   * @param text the whole stream; offsets of `spans` count in it
   * @param document which of its documents this is, from 0
   */
  constructor(
    readonly file: string,
    readonly text: string,
    readonly document: number,
    private readonly spans: ReadonlyMap<string, Span>,
  ) {}

  /** The range of the value at a path; the nearest existing parent's when the path is absent. */
  rangeOf(path: string): Range | undefined {
    const span = this.#nearest(path);
    return span && this.#range(span.valueStart, span.valueEnd);
  }

  /** The range of the key at a path; undefined for list items and absent paths. */
  keyRangeOf(path: string): Range | undefined {
    const span = this.spans.get(path);
    return span && span.keyStart >= 0 ? this.#range(span.keyStart, span.keyEnd) : undefined;
  }

  /** True when the document has a value at exactly this path. */
  has(path: string): boolean {
    return this.spans.has(path);
  }

  /** Every path of the document, in its order. */
  paths(): IterableIterator<string> {
    return this.spans.keys();
  }

  #nearest(path: string): Span | undefined {
    for (let at = path; ; at = parentOf(at)) {
      const span = this.spans.get(at);
      if (span ?? at === '') return span;
    }
  }

  #range(start: number, end: number): Range {
    return { start: this.#position(start), end: this.#position(end) };
  }

  #position(offset: number): Position {
    this.#lineStarts ??= lineStartsOf(this.text);
    return positionAt(this.#lineStarts, offset);
  }
}

/** Offsets at which lines begin. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line and column of an offset. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1, offset };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
}
