import type { RE2JS } from 're2js';
import { compileBasic, compileExtended } from '../../../text/regex';
import { ScriptError, type Action, type Address, type Instruction, type Script } from './script';
import { parseReplacement } from './replacement';

const PLAIN = new Set(['d', 'D', 'p', 'P', 'n', 'N', 'h', 'H', 'g', 'G', 'x', '=', 'l', 'z']);

/** Reads a sed script. @throws ScriptError */
export function parseScript(source: string, extended: boolean): Script {
  return new Parser(source, extended).parse();
}

class Parser {
  readonly #instructions: Instruction[] = [];
  readonly #labels = new Map<string, number>();
  readonly #open: { end: number }[] = [];
  #at = 0;

  constructor(
    private readonly source: string,
    private readonly extended: boolean,
  ) {}

  parse(): Script {
    for (;;) {
      this.#skip(/[\s;]/);
      if (this.#at >= this.source.length) break;
      if (this.#peek() === '#') this.#rest();
      else this.#instruction();
    }
    if (this.#open.length > 0) this.#fail("unmatched `{'", 0);
    for (const { action } of this.#instructions) {
      if ('label' in action && action.label !== '' && !this.#labels.has(action.label))
        throw new ScriptError(
          `-e expression #1, char ${String(this.source.length)}: can't find label for jump to \`${action.label}'`,
        );
    }
    return { instructions: this.#instructions, labels: this.#labels };
  }

  #instruction(): void {
    const from = this.#address();
    let to: Address | undefined;
    this.#skip(/\s/);
    if (from !== undefined && this.#peek() === ',') {
      this.#at++;
      this.#skip(/\s/);
      to = this.#rangeEnd();
      if (to === undefined) this.#fail("unexpected `,'");
      this.#skip(/\s/);
    }
    const negated = this.#peek() === '!';
    if (negated) {
      this.#at++;
      this.#skip(/\s/);
    }
    const action = this.#action(from !== undefined);
    this.#instructions.push({
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      negated,
      action,
    });
    if (action.name === '{') this.#open.push(action);
    if (action.name === '}') {
      const open = this.#open.pop();
      if (open === undefined) this.#fail("unexpected `}'");
      open.end = this.#instructions.length;
    }
    if (action.name === ':') this.#labels.set(action.label, this.#instructions.length);
  }

  #rangeEnd(): Address | undefined {
    if (this.#peek() !== '+') return this.#address();
    this.#at++;
    return { at: 'more', lines: this.#number() ?? 0 };
  }

  #address(): Address | undefined {
    const char = this.#peek();
    if (char === '$') {
      this.#at++;
      return { at: 'last' };
    }
    if (char === '/' || char === '\\') {
      if (char === '\\') this.#at++;
      const pattern = this.#delimited('address regex');
      const insensitive = this.#peek() === 'I';
      if (insensitive) this.#at++;
      return { at: 'match', expression: this.#compile(pattern, insensitive) };
    }
    const line = this.#number();
    if (line === undefined) return undefined;
    if (this.#peek() !== '~') return { at: 'line', line };
    this.#at++;
    return { at: 'step', first: line, step: this.#number() ?? 0 };
  }

  #action(addressed: boolean): Action {
    const name = this.#peek();
    this.#at++;
    if (name === '') this.#fail('missing command');
    if (PLAIN.has(name)) {
      this.#end();
      return { name: name as 'd' };
    }
    switch (name) {
      case '{':
        return { name, end: 0 };
      case '}':
        if (addressed) this.#fail("} doesn't want any addresses");
        this.#end();
        return { name };
      case 's':
        return this.#substitution();
      case 'y':
        return this.#transliteration();
      case 'a':
      case 'i':
      case 'c':
        return { name, text: this.#text() };
      case 'b':
      case 't':
      case 'T':
        return { name, label: this.#word() };
      case ':':
        return { name, label: this.#labelName() };
      case 'q':
      case 'Q': {
        this.#skip(/[ \t]/);
        const exitCode = this.#number() ?? 0;
        this.#end();
        return { name, exitCode };
      }
      case 'r':
      case 'w':
        return { name, file: this.#rest().trim() };
      default:
        return this.#fail(`unknown command: \`${name}'`);
    }
  }

  #substitution(): Action {
    const pattern = this.#delimited("`s' command");
    this.#at--;
    const replacement = this.#delimited("`s' command");
    let flags = { everywhere: false, nth: 1, print: false, insensitive: false, file: '' };
    for (;;) {
      const flag = this.#peek();
      const number = this.#number();
      if (number !== undefined) {
        if (number === 0) this.#fail("number option to `s' command may not be zero");
        flags = { ...flags, nth: number };
        continue;
      }
      if (flag === 'g') flags = { ...flags, everywhere: true };
      else if (flag === 'p') flags = { ...flags, print: true };
      else if (flag === 'w') {
        this.#at++;
        flags = { ...flags, file: this.#rest().trim() };
        break;
      } else if (flag === 'i' || flag === 'I') flags = { ...flags, insensitive: true };
      else break;
      this.#at++;
    }
    if (!/^[\s;}#]?$/.test(this.#peek())) this.#fail("unknown option to `s'", this.#at + 1);
    this.#end();
    const { insensitive, ...rest } = flags;
    const expression = this.#compile(pattern, insensitive);
    const parts = parseReplacement(replacement);
    const most = expression?.groupCount() ?? 9;
    const beyond = parts.find((part) => typeof part === 'number' && part > most);
    if (typeof beyond === 'number') this.#fail(`invalid reference \\${String(beyond)} on \`s' command's RHS`);
    return { name: 's', substitution: { expression, replacement: parts, ...rest } };
  }

  #transliteration(): Action {
    const unescape = (text: string): string[] => [...text.replaceAll('\\n', '\n').replace(/\\(.)/g, '$1')];
    const from = unescape(this.#delimited("`y' command"));
    this.#at--;
    const to = unescape(this.#delimited("`y' command"));
    if (from.length !== to.length) this.#fail("strings for `y' command are different lengths");
    this.#end();
    return { name: 'y', map: new Map(from.map((char, index) => [char, to[index] ?? ''])) };
  }

  /** Text up to the delimiter that stands at the current place; leaves behind the closing one. */
  #delimited(what: string): string {
    const delimiter = this.#peek();
    let text = '';
    let inBracket = false;
    for (this.#at++; ; this.#at++) {
      const char = this.#peek();
      if (char === '' || (char === '\n' && what === 'address regex')) this.#fail(`unterminated ${what}`);
      if (char === '\\') {
        this.#at++;
        const next = this.#peek();
        if (next === delimiter && delimiter !== '&')
          text += /[.*[\]^$+?(){}|]/.test(next) ? `\\${next}` : next;
        else text += next === 'n' && !inBracket ? '\n' : `\\${next}`;
        continue;
      }
      if (char === delimiter) break;
      if (char === '[') inBracket = true;
      else if (char === ']') inBracket = false;
      text += char;
    }
    this.#at++;
    return text;
  }

  #compile(pattern: string, insensitive: boolean): RE2JS | undefined {
    if (pattern === '') return undefined;
    const compiled = (this.extended ? compileExtended : compileBasic)(pattern, insensitive);
    if (compiled === undefined) this.#fail('Invalid preceding regular expression');
    return compiled;
  }

  /** The text of a, i and c: one-line form or after a backslash and a newline. */
  #text(): string {
    this.#skip(/[ \t]/);
    if (this.#peek() === '\\') {
      this.#at++;
      this.#skip(/[ \t]/);
      if (this.#peek() === '\n') this.#at++;
    }
    let text = '';
    for (; this.#at < this.source.length; this.#at++) {
      const char = this.#peek();
      if (char === '\n') break;
      if (char === '\\') {
        const next = this.source[++this.#at] ?? '';
        text += ({ n: '\n', t: '\t' } as Readonly<Record<string, string>>)[next] ?? next;
      } else text += char;
    }
    if (text === '') this.#fail("expected \\ after `a', `c' or `i'");
    return `${text}\n`;
  }

  #word(): string {
    this.#skip(/[ \t]/);
    const start = this.#at;
    while (!/^[\s;}]?$/.test(this.#peek())) this.#at++;
    return this.source.slice(start, this.#at);
  }

  #labelName(): string {
    this.#skip(/[ \t]/);
    const start = this.#at;
    while (!/^[\s;]?$/.test(this.#peek())) this.#at++;
    if (start === this.#at) this.#fail('":" lacks a label');
    return this.source.slice(start, this.#at);
  }

  #rest(): string {
    const end = this.source.indexOf('\n', this.#at);
    const text = this.source.slice(this.#at, end < 0 ? undefined : end);
    this.#at += text.length;
    return text;
  }

  #number(): number | undefined {
    const digits = /^\d+/.exec(this.source.slice(this.#at))?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    return Number(digits);
  }

  #end(): void {
    this.#skip(/[ \t]/);
    if (!/^[\n;}#]?$/.test(this.#peek())) this.#fail('extra characters after command', this.#at + 1);
  }

  #skip(what: RegExp): void {
    while (what.test(this.#peek()) && this.#peek() !== '') this.#at++;
  }

  #peek(): string {
    return this.source[this.#at] ?? '';
  }

  #fail(reason: string, at = this.#at): never {
    throw new ScriptError(`-e expression #1, char ${String(at)}: ${reason}`);
  }
}
