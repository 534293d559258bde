import { textWidth } from '../text/width';
import { layOut, shownCharacter, type Layout } from './layout';

/** A prompt: how it looks and what it says without colours. */
export interface Prompt {
  readonly ansi: string;
  readonly plain: string;
}

export interface View {
  readonly prompt: Prompt;
  readonly text: string;
  /** In characters. */
  readonly cursor: number;
}

/** Draws the prompt and the line with as few ANSI sequences as is simple. */
export class Renderer {
  #view: View | undefined;
  #layout: Layout | undefined;
  /** Column where the prompt starts: commands may end without a newline. */
  #startColumn = 0;

  constructor(
    private readonly write: (text: string) => void,
    public columns: number,
  ) {}

  /** True while a line is on the screen. */
  get isShown(): boolean {
    return this.#layout !== undefined;
  }

  /** Draws a fresh prompt at the present place of the cursor. */
  begin(view: View, startColumn: number): void {
    this.#startColumn = startColumn;
    this.#view = undefined;
    this.#layout = undefined;
    this.draw(view);
  }

  /** Redraws after a change. */
  draw(view: View): void {
    const old = this.#view;
    const layout = this.#lay(view);
    const typed = old && old.prompt.plain === view.prompt.plain ? appended(old, view) : undefined;
    this.#view = view;
    if (typed !== undefined && layout.end.row === this.#layout?.end.row && !layout.endsAtMargin) {
      this.#layout = layout;
      this.write(typed);
      return;
    }
    const back = this.#layout ? goTo(this.#layout.cursor.row, 0, this.#startColumn) : '';
    this.#layout = layout;
    const margin = layout.endsAtMargin ? ' \r' : '';
    const text = [...view.text].map((char) => (char === '\n' ? '\r\n' : shownCharacter(char))).join('');
    this.write(
      `${back}\u001b[J${view.prompt.ansi}${text}${margin}${goTo(layout.end.row, layout.cursor.row, layout.cursor.column, layout.end.column)}`,
    );
  }

  /** Leaves the line: the cursor goes behind its end, on a row of its own. */
  finish(suffix = ''): void {
    if (!this.#layout) return;
    const { cursor, end } = this.#layout;
    const down = end.row > cursor.row ? `\u001b[${String(end.row - cursor.row)}B` : '';
    const across = `\r${end.column > 0 ? `\u001b[${String(end.column)}C` : ''}`;
    const isThere = cursor.row === end.row && cursor.column === end.column;
    this.write(
      `${isThere ? '' : down + across}${suffix}${end.column === 0 && suffix === '' && end.row > 0 ? '' : '\r\n'}`,
    );
    this.#view = undefined;
    this.#layout = undefined;
  }

  /** Takes the line off the screen, to print something in its place. */
  erase(): void {
    if (!this.#layout) return;
    this.write(`${goTo(this.#layout.cursor.row, 0, this.#startColumn)}\u001b[J`);
    this.#view = undefined;
    this.#layout = undefined;
  }

  /** The terminal got another width and has wrapped its rows anew. */
  resize(columns: number): void {
    this.columns = columns;
    const view = this.#view;
    if (!view) return;
    this.#startColumn = Math.min(this.#startColumn, columns - 1);
    this.#layout = this.#lay(view);
    this.#view = undefined;
    this.draw(view);
  }

  #lay(view: View): Layout {
    return layOut(this.#startColumn + textWidth(view.prompt.plain), view.text, view.cursor, this.columns);
  }
}

/** What was typed at the end since the last drawing; undefined when more changed than that. */
function appended(old: View, now: View): string | undefined {
  const wasAtEnd = old.cursor === [...old.text].length;
  const isAtEnd = now.cursor === [...now.text].length;
  if (!wasAtEnd || !isAtEnd || !now.text.startsWith(old.text)) return undefined;
  const added = now.text.slice(old.text.length);

  return /[\u0000-\u001f]/.test(added) ? undefined : added;
}

/** Moves the cursor up some rows and to a column. */
function goTo(fromRow: number, toRow: number, column: number, fromColumn?: number): string {
  if (fromRow === toRow && fromColumn === column) return '';
  const up = fromRow > toRow ? `\u001b[${String(fromRow - toRow)}A` : '';
  return `${up}\r${column > 0 ? `\u001b[${String(column)}C` : ''}`;
}
