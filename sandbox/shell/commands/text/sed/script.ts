import type { RE2JS } from 're2js';

/** A place in the input. `undefined` expression: the last one used. */
export type Address =
  | { readonly at: 'line'; readonly line: number }
  | { readonly at: 'step'; readonly first: number; readonly step: number }
  | { readonly at: 'last' }
  | { readonly at: 'match'; readonly expression: RE2JS | undefined }
  /** Only as the end of a range: so many lines further. */
  | { readonly at: 'more'; readonly lines: number };

/** `s/…/…/`: what is put in the place of a match. */
export interface Substitution {
  readonly expression: RE2JS | undefined;
  readonly replacement: readonly ReplacementPart[];
  readonly everywhere: boolean;
  /** Only from the n-th match on. */
  readonly nth: number;
  readonly print: boolean;
  /** Where the result is written too; empty for nowhere. */
  readonly file: string;
}

/** A piece of a replacement: text, a group, or a switch of letter case. */
export type ReplacementPart = string | number | { readonly fold: 'U' | 'L' | 'u' | 'l' | 'E' };

export type Action =
  | { readonly name: 's'; readonly substitution: Substitution }
  | { readonly name: 'y'; readonly map: ReadonlyMap<string, string> }
  | { readonly name: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly name: 'b' | 't' | 'T'; readonly label: string }
  | { readonly name: ':'; readonly label: string }
  | { readonly name: 'q' | 'Q'; readonly exitCode: number }
  | { readonly name: 'r' | 'w'; readonly file: string }
  | { readonly name: '{'; end: number }
  | {
      readonly name: '}' | 'd' | 'D' | 'p' | 'P' | 'n' | 'N' | 'h' | 'H' | 'g' | 'G' | 'x' | '=' | 'l' | 'z';
    };

export interface Instruction {
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly action: Action;
}

/** A program: instructions in order; jumps go by label. */
export interface Script {
  readonly instructions: readonly Instruction[];
  readonly labels: ReadonlyMap<string, number>;
}

/** Why a script is refused, in GNU sed's words, with the place: `char 5: unterminated `s' command`. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}
