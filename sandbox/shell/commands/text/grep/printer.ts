import type { CommandContext, CommandInput } from '../../../command';
import type { LineReader } from '../../../streams/line-reader';
import type { Process } from '../../../../sim/index';
import type { LineMatcher } from './line-matcher';

/** Searches files and prints what the options ask for. */
export class GrepPrinter {
  readonly #isQuiet: boolean;
  readonly #listsNames: boolean;
  readonly #counts: boolean;
  readonly #isColored: boolean;
  #printedGroup = false;

  constructor(
    private readonly input: CommandInput,
    private readonly matcher: LineMatcher,
    private readonly numbers: { readonly before: number; readonly after: number; readonly max: number },
    private readonly hasNames: boolean,
    private readonly context: CommandContext,
  ) {
    this.#isQuiet = input.has('quiet');
    this.#listsNames = input.has('files-with-matches') || input.has('files-without-match');
    this.#counts = input.has('count');
    const color = input.flag('color');
    this.#isColored = color === 'always' || (color === 'auto' && context.isTerminal);
  }

  /** Searches one file; true when a line was selected (or, with -L, none was). */
  *search(reader: LineReader, name: string): Process<boolean> {
    const { before, after, max } = this.numbers;
    const printsLines = !this.#isQuiet && !this.#listsNames && !this.#counts;
    const waiting: { readonly number: number; readonly line: string }[] = [];
    let selected = 0;
    let trailing = 0;
    let lastPrinted = 0;
    let number = 0;
    for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
      number++;
      if (selected < max && this.matcher.selects(line)) {
        selected++;
        if (this.#isQuiet) return true;
        if (this.#listsNames) break;
        if (printsLines) {
          const first = number - waiting.length;
          if (!(yield* this.#separate(lastPrinted, first))) return true;
          for (const each of waiting) yield* this.#line(name, each.number, each.line, '-');
          if (!(yield* this.#line(name, number, line, ':'))) return true;
          lastPrinted = number;
        }
        waiting.length = 0;
        trailing = after;
        if (selected >= max && trailing === 0) break;
      } else if (trailing > 0 && printsLines) {
        trailing--;
        lastPrinted = number;
        yield* this.#line(name, number, line, '-');
      } else if (selected >= max) break;
      else if (before > 0) {
        waiting.push({ number, line });
        if (waiting.length > before) waiting.shift();
      }
    }
    return yield* this.#summary(selected, name);
  }

  /** `--` between groups of context. */
  *#separate(lastPrinted: number, first: number): Process<boolean> {
    const hasContext = this.numbers.before > 0 || this.numbers.after > 0;
    const isApart = lastPrinted === 0 ? this.#printedGroup : first > lastPrinted + 1;
    this.#printedGroup = true;
    return hasContext && isApart ? yield* this.context.write('--\n') : true;
  }

  *#line(name: string, number: number, line: string, mark: ':' | '-'): Process<boolean> {
    const prefix =
      (this.hasNames ? name + mark : '') + (this.input.has('line-number') ? String(number) + mark : '');
    if (this.input.has('only-matching')) {
      if (mark === '-' || this.input.has('invert-match')) return true;
      for (const [start, end] of this.matcher.spans(line)) {
        if (!(yield* this.context.write(`${prefix}${this.#paint(line.slice(start, end))}\n`))) return false;
      }
      return true;
    }
    return yield* this.context.write(`${prefix}${mark === ':' ? this.#painted(line) : line}\n`);
  }

  #painted(line: string): string {
    if (!this.#isColored || this.input.has('invert-match')) return line;
    let text = '';
    let at = 0;
    for (const [start, end] of this.matcher.spans(line)) {
      text += line.slice(at, start) + this.#paint(line.slice(start, end));
      at = end;
    }
    return text + line.slice(at);
  }

  #paint(text: string): string {
    return this.#isColored ? `\u001b[01;31m\u001b[K${text}\u001b[m\u001b[K` : text;
  }

  *#summary(selected: number, name: string): Process<boolean> {
    const { input, context } = this;
    if (this.#isQuiet) return false;
    if (input.has('files-without-match')) {
      if (selected === 0) yield* context.write(`${name}\n`);
      return selected === 0;
    }
    if (input.has('files-with-matches')) {
      if (selected > 0) yield* context.write(`${name}\n`);
    } else if (this.#counts) yield* context.write(`${this.hasNames ? `${name}:` : ''}${String(selected)}\n`);
    return selected > 0;
  }
}
