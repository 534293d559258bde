import type { Process } from '../../sim/index';

/** Where a command reads. */
export interface Input {
  /** The next piece of text; undefined at the end. */
  read(): Process<string | undefined>;
  /** Puts text back in front, for whoever reads next. */
  unread(text: string): void;
}

/** Where a command writes. */
export interface Output {
  /** Answers false when nobody reads any more (a broken pipe). */
  write(text: string): Process<boolean>;
  readonly isTerminal: boolean;
}

/** An open file: readable, writable or both. */
export interface Descriptor {
  readonly input?: Input;
  readonly output?: Output;
}

/** Open files by number: 0 input, 1 output, 2 errors. */
export type Descriptors = readonly (Descriptor | undefined)[];

/** Reads from a text. */
export class TextInput implements Input {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  *read(): Process<string | undefined> {
    const text = this.#text;
    this.#text = '';
    return text === '' ? undefined : text;
  }

  unread(text: string): void {
    this.#text = text + this.#text;
  }
}

/** Hands every piece to a function at once; `/dev/null` when there is none. */
export class CallbackOutput implements Output {
  constructor(
    private readonly callback?: (text: string) => boolean | void,
    readonly isTerminal = false,
  ) {}

  *write(text: string): Process<boolean> {
    return this.callback?.(text) !== false;
  }
}
