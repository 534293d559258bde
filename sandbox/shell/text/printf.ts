import { backslashQuote } from '../expand/quote';
import { decodeEscapes } from './escapes';

/** What formatting answers: the text, and complaints about arguments that are no numbers. */
export interface Formatted {
  readonly text: string;
  readonly complaints: readonly string[];
}

const DIRECTIVE =
  /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?([a-zA-Z]))|\\[\s\S][0-9a-fA-F]*|[^%\\]+|%[\s\S]?|\\/g;

/** Longest padded field; a larger width is a mistake. */
const MAX_WIDTH = 100_000;

/** Formats as bash's `printf`: the format is reused until every argument is used. */
export function formatPrintf(format: string, args: readonly string[]): Formatted {
  const formatter = new Formatter(args);
  do formatter.pass(format);
  while (formatter.wantsAnotherPass());
  return { text: formatter.text, complaints: formatter.complaints };
}

class Formatter {
  text = '';
  readonly complaints: string[] = [];
  #next = 0;
  #usedInPass = 0;
  #stopped = false;

  constructor(private readonly args: readonly string[]) {}

  wantsAnotherPass(): boolean {
    return !this.#stopped && this.#usedInPass > 0 && this.#next < this.args.length;
  }

  pass(format: string): void {
    this.#usedInPass = 0;
    for (const match of format.matchAll(DIRECTIVE)) {
      if (this.#stopped) return;
      this.#piece(match);
    }
  }

  #piece([whole, flags = '', width, precision, conversion]: RegExpMatchArray): void {
    if (whole === '%%') this.text += '%';
    else if (conversion !== undefined) this.#directive(flags, width, precision, conversion);
    else if (whole.startsWith('\\')) this.#escape(whole);
    else if (whole.startsWith('%')) this.#malformed(whole.charAt(1));
    else this.text += whole;
  }

  #malformed(char: string): void {
    this.complaints.push(
      char === '' ? "`%': missing format character" : `\`${char}': invalid format character`,
    );
    this.#stopped = true;
  }

  #escape(source: string): void {
    const decoded = decodeEscapes(source);
    this.text += decoded.text;
    this.#stopped = decoded.stopped;
  }

  #directive(
    flags: string,
    width: string | undefined,
    precision: string | undefined,
    conversion: string,
  ): void {
    const columns = Math.min(
      MAX_WIDTH,
      Math.abs(width === '*' ? Number(this.#take()) : Number(width ?? 0)) || 0,
    );
    const digits =
      precision === undefined ? undefined : precision === '*' ? Number(this.#take()) : Number(precision);
    const body = this.#convert(conversion, flags, digits);
    const pads = flags.includes('0') && !flags.includes('-') && /[diouxXeEfFgG]/.test(conversion);
    if (flags.includes('-')) this.text += body.padEnd(columns);
    else if (pads) this.text += padZeros(body, columns);
    else this.text += body.padStart(columns);
  }

  #convert(conversion: string, flags: string, digits: number | undefined): string {
    switch (conversion) {
      case 's':
        return this.#take().slice(0, digits);
      case 'c':
        return this.#take().slice(0, 1);
      case 'b': {
        const decoded = decodeEscapes(this.#take());
        this.#stopped = decoded.stopped;
        return decoded.text;
      }
      case 'q':
        return backslashQuote(this.#take());
      case 'd':
      case 'i':
      case 'u':
        return signed(this.#integer(), flags).padStart(digits ?? 0, '0');
      case 'x':
        return (flags.includes('#') ? '0x' : '') + BigInt.asUintN(64, this.#integer()).toString(16);
      case 'X':
        return (
          (flags.includes('#') ? '0X' : '') + BigInt.asUintN(64, this.#integer()).toString(16).toUpperCase()
        );
      case 'o':
        return (flags.includes('#') ? '0' : '') + BigInt.asUintN(64, this.#integer()).toString(8);
      case 'f':
      case 'F':
        return plus(this.#float().toFixed(Math.min(100, digits ?? 6)), flags);
      case 'e':
      case 'E': {
        const text = this.#float()
          .toExponential(Math.min(100, digits ?? 6))
          .replace(/e([+-])(\d)$/, 'e$10$2');
        return plus(conversion === 'E' ? text.toUpperCase() : text, flags);
      }
      case 'g':
      case 'G':
        return plus(String(Number(this.#float().toPrecision(Math.min(100, digits ?? 6) || 1))), flags);
      default:
        this.complaints.push(`\`${conversion}': invalid format character`);
        this.#stopped = true;
        return '';
    }
  }

  #take(): string {
    this.#usedInPass++;
    return this.args[this.#next++] ?? '';
  }

  #integer(): bigint {
    const text = this.#take().trim();
    if (text === '') return 0n;
    if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
    const match = /^[+-]?(?:0[xX][0-9a-fA-F]+|\d+)/.exec(text)?.[0];
    if (match !== text) this.complaints.push(`${text}: invalid number`);
    if (match === undefined) return 0n;
    const digits = match.replace(/^[+-]/, '');
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return match.startsWith('-') ? -value : value;
  }

  #float(): number {
    const text = this.#take().trim();
    if (text === '') return 0;
    const value = Number(text);
    if (!Number.isNaN(value)) return value;
    this.complaints.push(`${text}: invalid number`);
    return Number.parseFloat(text) || 0;
  }
}

function signed(value: bigint, flags: string): string {
  return plus(String(value), flags);
}

function plus(text: string, flags: string): string {
  if (text.startsWith('-')) return text;
  if (flags.includes('+')) return `+${text}`;
  return flags.includes(' ') ? ` ${text}` : text;
}

function padZeros(text: string, width: number): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
