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
  /**
   * @param lines of the whole stream; offsets of `spans` count in it
   * @param document which of its documents this is, from 0
   */
  constructor(
    readonly file: string,
    private readonly lines: Lines,
    readonly document: number,
    private readonly spans: ReadonlyMap<string, Span>,
  ) {}

  /** The whole stream. */
  get text(): string {
    return this.lines.text;
  }

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
    return { start: this.lines.positionAt(start), end: this.lines.positionAt(end) };
  }
}

/** The lines of a text, counted when the first position is asked for. */
export class Lines {
  #starts: readonly number[] | undefined;

  constructor(readonly text: string) {}

  /** The line and column of an offset. */
  positionAt(offset: number): Position {
    this.#starts ??= lineStartsOf(this.text);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1, offset };
  }
}

/** Offsets at which lines begin. */
function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
}
