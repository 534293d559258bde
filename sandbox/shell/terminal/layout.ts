import { charWidth } from '../text/width';

/** A place on the screen, relative to the row where the prompt starts. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Layout {
  readonly cursor: Place;
  readonly end: Place;
  /** The text filled its last row exactly: the terminal has not moved to the next row by itself yet. */
  readonly endsAtMargin: boolean;
}

/** How a character is shown: tabs as blanks, other controls as `^X`. */
export function shownCharacter(char: string): string {
  if (char === '\t') return '    ';
  const code = char.codePointAt(0) ?? 0;
  return code < 0x20 && char !== '\n' ? `^${String.fromCharCode(code + 64)}` : char;
}

/** Where the terminal puts the cursor and the end of a text that starts after `startColumn` columns. */
export function layOut(startColumn: number, text: string, cursor: number, columns: number): Layout {
  let row = Math.floor(startColumn / columns);
  let column = startColumn % columns;
  let at: Place | undefined;
  let index = 0;
  let isAtMargin = startColumn > 0 && column === 0;
  for (const char of text) {
    if (index === cursor) at = { row, column };
    index++;
    if (char === '\n') {
      if (!isAtMargin || column > 0) row++;
      column = 0;
      isAtMargin = false;
      continue;
    }
    for (const shown of shownCharacter(char)) {
      const width = charWidth(shown);
      if (column + width > columns) {
        row++;
        column = 0;
      }
      column += width;
      isAtMargin = column === columns;
      if (isAtMargin) {
        row++;
        column = 0;
      }
    }
  }
  const end = { row, column };
  return { cursor: at ?? end, end, endsAtMargin: isAtMargin };
}
