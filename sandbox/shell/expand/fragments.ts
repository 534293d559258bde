import type { PatternPiece } from './pattern';

/** A piece of a word on its way to fields. */
export interface Fragment extends PatternPiece {
  /** Came from an unquoted expansion: IFS cuts it. */
  readonly splits: boolean;
}

/** Between two elements of `"$@"`: a new field starts here whatever IFS says. */
export const FIELD_BREAK: unique symbol = Symbol('field break');

export type FragmentOrBreak = Fragment | typeof FIELD_BREAK;

export function literal(text: string): Fragment {
  return { text, quoted: false, splits: false };
}

export function quoted(text: string): Fragment {
  return { text, quoted: true, splits: false };
}

export function expanded(text: string): Fragment {
  return { text, quoted: false, splits: true };
}

/** Cuts fragments into fields, each a list of pattern pieces. */
export function splitFields(fragments: readonly FragmentOrBreak[], ifs: string): PatternPiece[][] {
  const splitter = new FieldSplitter(ifs);
  for (const fragment of fragments) {
    if (fragment === FIELD_BREAK) splitter.endField();
    else if (fragment.splits) splitter.split(fragment.text);
    else splitter.append(fragment);
  }
  return splitter.finish();
}

/** All fragments as one text, without splitting. */
export function joinFragments(fragments: readonly FragmentOrBreak[]): string {
  return fragments.map((fragment) => (fragment === FIELD_BREAK ? ' ' : fragment.text)).join('');
}

/** Fragments as the pieces of a pattern. */
export function patternPieces(fragments: readonly FragmentOrBreak[]): PatternPiece[] {
  return fragments.map((fragment) => (fragment === FIELD_BREAK ? quoted(' ') : fragment));
}

class FieldSplitter {
  readonly #fields: PatternPiece[][] = [];
  readonly #spaces: string;
  readonly #ifs: string;
  #current: PatternPiece[] | undefined;
  #afterSpace = false;

  constructor(ifs: string) {
    this.#ifs = ifs;
    this.#spaces = [...ifs].filter((char) => ' \t\n'.includes(char)).join('');
  }

  append(piece: PatternPiece): void {
    if (piece.text === '' && !piece.quoted) return;
    this.#current ??= [];
    this.#current.push(piece);
    this.#afterSpace = false;
  }

  split(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text.charAt(at);
      if (!this.#ifs.includes(char)) continue;
      this.append({ text: text.slice(start, at), quoted: false });
      start = at + 1;
      if (this.#spaces.includes(char)) this.#space();
      else this.#delimiter();
    }
    this.append({ text: text.slice(start), quoted: false });
  }

  endField(): void {
    if (this.#current) this.#fields.push(this.#current);
    this.#current = undefined;
  }

  finish(): PatternPiece[][] {
    this.endField();
    return this.#fields;
  }

  #space(): void {
    if (!this.#current) return;
    this.endField();
    this.#afterSpace = true;
  }

  #delimiter(): void {
    if (this.#afterSpace) this.#afterSpace = false;
    else {
      this.#current ??= [];
      this.endField();
    }
  }
}
