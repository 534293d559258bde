import type { RE2JS } from 're2js';

/** Start and end of a match in a line. */
export type Span = readonly [number, number];

/** Decides which lines are selected and which parts matched. */
export class LineMatcher {
  constructor(
    private readonly expressions: readonly RE2JS[],
    private readonly options: {
      readonly isWord: boolean;
      readonly isLine: boolean;
      readonly isInverted: boolean;
    },
  ) {}

  selects(line: string): boolean {
    const isMatch = this.expressions.some((expression) => this.#matches(expression, line));
    return isMatch !== this.options.isInverted;
  }

  /** Non-empty matches from left to right, the longest of several expressions at each place. */
  spans(line: string): readonly Span[] {
    const spans: Span[] = [];
    let at = 0;
    while (at <= line.length) {
      const candidates = this.expressions.flatMap((expression) => this.#find(expression, line, at) ?? []);
      const start = Math.min(...candidates.map(([from]) => from));
      const best = candidates.filter(([from]) => from === start).sort((a, b) => b[1] - a[1])[0];
      if (!best) return spans;
      if (best[1] > best[0]) spans.push(best);
      at = Math.max(best[1], best[0] + 1);
    }
    return spans;
  }

  #matches(expression: RE2JS, line: string): boolean {
    if (this.options.isLine) return expression.matches(line);
    if (!this.options.isWord) return expression.matcher(line).find();
    return this.#find(expression, line, 0) !== undefined;
  }

  #find(expression: RE2JS, line: string, from: number): Span[] | undefined {
    if (this.options.isLine) return from === 0 && expression.matches(line) ? [[0, line.length]] : undefined;
    const matcher = expression.matcher(line);
    for (
      let at = from;
      at <= line.length && matcher.find(at);
      at = Math.max(matcher.end(), matcher.start() + 1)
    ) {
      const span: Span = [matcher.start(), matcher.end()];
      if (!this.options.isWord || isWhole(line, span)) return [span];
    }
    return undefined;
  }
}

function isWhole(line: string, [start, end]: Span): boolean {
  const isWordCharacter = (char: string | undefined): boolean =>
    char !== undefined && /[\p{L}\p{N}_]/u.test(char);
  return !isWordCharacter(line[start - 1]) && !isWordCharacter(line[end]);
}
