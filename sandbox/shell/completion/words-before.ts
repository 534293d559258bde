/** The words of the command being typed, and the unfinished one. */
export interface WordsBefore {
  /** Complete words of this command, without quotes. */
  readonly words: readonly string[];
  /** The word under the cursor so far, without quotes. */
  readonly current: string;
  /** Where that word starts in the text. */
  readonly from: number;
}

/** Cuts what stands before the cursor into the words of its last command. */
export function wordsBefore(text: string): WordsBefore {
  const nested = openSubstitution(text);
  if (nested > 0) {
    const inner = wordsBefore(text.slice(nested));
    return { ...inner, from: inner.from + nested };
  }
  return new Scanner(text).scan();
}

/** Where the source of a `$( )` inside an open double quote starts; 0 when there is none. */
function openSubstitution(text: string): number {
  const quotes = text.replace(/\\./g, '__').replace(/'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
  const open = quotes.split('"').length % 2 === 0 ? quotes.lastIndexOf('"') : -1;
  const start = open < 0 ? -1 : quotes.indexOf('$(', open);
  return start < 0 ? 0 : start + 2;
}

class Scanner {
  #words: string[] = [];
  #current: string | undefined;
  #from = 0;
  #at = 0;

  constructor(private readonly text: string) {}

  scan(): WordsBefore {
    while (this.#at < this.text.length) this.#step(this.text.charAt(this.#at));
    const words = withoutPrefixes(this.#words);
    return { words, current: this.#current ?? '', from: this.#current === undefined ? this.#at : this.#from };
  }

  #step(char: string): void {
    if (char === ' ' || char === '\t') this.#endWord(1);
    else if ('<>'.includes(char)) {
      this.#endWord(1);
      this.#words.push(char);
    } else if ('\n;|&()`'.includes(char)) this.#newCommand(1);
    else if (this.text.startsWith('$(', this.#at)) this.#newCommand(2);
    else if (char === '\\') this.#append(this.text.charAt(this.#at + 1), 2);
    else if (char === "'" || char === '"') {
      const end = this.text.indexOf(char, this.#at + 1);
      const inner = this.text.slice(this.#at + 1, end < 0 ? undefined : end);
      this.#append(inner, inner.length + 2);
    } else this.#append(char, 1);
  }

  #append(text: string, length: number): void {
    if (this.#current === undefined) this.#from = this.#at;
    this.#current = (this.#current ?? '') + text;
    this.#at += length;
  }

  #endWord(length: number): void {
    if (this.#current !== undefined) this.#words.push(this.#current);
    this.#current = undefined;
    this.#at += length;
  }

  #newCommand(length: number): void {
    this.#endWord(length);
    this.#words = [];
  }
}

const PREFIX = /^(?:[A-Za-z_]\w*=.*|do|then|else|if|while|until|!|\{|time)$/;

/** `A=1 do kubectl` is the command `kubectl`. */
function withoutPrefixes(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !PREFIX.test(word));
  return first < 0 ? [] : words.slice(first);
}
