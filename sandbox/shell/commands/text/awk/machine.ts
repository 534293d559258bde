import type { RE2JS } from 're2js';
import { compileExtended } from '../../../text/regex';
import { fromInput, toNumber, toText, type Value } from './values';

export type Cells = Map<string, Value>;
export type Expression = (machine: AwkMachine) => Value;
/** What a statement ends with; undefined goes on. */
export type Signal = 'break' | 'continue' | 'next' | 'exit' | 'return' | undefined;
export type Statement = (machine: AwkMachine) => Signal;

export interface UserFunction {
  readonly parameters: readonly string[];
  body: Statement;
}

/** A mistake that only shows while the program runs. */
export class AwkError extends Error {
  override readonly name = 'AwkError';
}

/** Steps and depth after which a program that never ends is stopped. */
const STEP_LIMIT = 5_000_000;
const DEPTH_LIMIT = 200;

/** What a running program holds: variables, arrays, the record and its fields, and what it has printed. */
export class AwkMachine {
  readonly output: { text: string; file?: string; append?: boolean }[] = [];
  readonly random: () => number;
  /** Files that print has opened. */
  readonly written = new Set<string>();
  exitCode = 0;
  returned: Value = '';
  #variables = new Map<string, Value | Cells>();
  readonly #frames: Map<string, Value | Cells>[] = [];
  #record = '';
  #fields: string[] | undefined = [];
  #steps = 0;

  constructor(random: () => number, environment: ReadonlyMap<string, string>) {
    this.random = random;
    const values: [string, Value][] = [
      ['FS', ' '],
      ['OFS', ' '],
      ['ORS', '\n'],
      ['RS', '\n'],
      ['SUBSEP', '\u001c'],
      ['OFMT', '%.6g'],
      ['CONVFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['RSTART', 0],
      ['RLENGTH', -1],
      ['FILENAME', ''],
    ];
    for (const [name, value] of values) this.#variables.set(name, value);
    const cells: Cells = new Map([...environment].map(([name, text]) => [name, fromInput(text)]));
    this.#variables.set('ENVIRON', cells);
  }

  /** Counts a step. @throws AwkError when there were too many */
  step(): void {
    if (++this.#steps > STEP_LIMIT) throw new AwkError('the program runs for too long');
  }

  get(name: string): Value {
    if (name === 'NF') return this.fields.length;
    const value = this.#scope(name).get(name);
    if (value instanceof Map) throw new AwkError(`attempt to use array \`${name}' in a scalar context`);
    return value ?? '';
  }

  set(name: string, value: Value): void {
    if (name === 'NF') {
      const fields = this.fields;
      const count = toNumber(value);
      while (fields.length < count) fields.push('');
      fields.length = Math.max(0, Math.floor(count));
      this.#rebuild(fields);
    } else this.#scope(name).set(name, value);
  }

  text(name: string): string {
    return toText(this.get(name));
  }

  array(name: string): Cells {
    const scope = this.#scope(name);
    const value = scope.get(name);
    if (value instanceof Map) return value;
    if (value !== undefined && value !== '') throw new AwkError(`attempt to use scalar \`${name}' as array`);
    const cells: Cells = new Map();
    scope.set(name, cells);
    return cells;
  }

  /** The value or array behind a name, to be handed to a function; an unused name may become either. */
  argument(name: string): Value | Cells | undefined {
    return this.#scope(name).get(name);
  }

  /** @param names what the arguments are called where the call stands: an unused name may become an array inside */
  call(
    { parameters, body }: UserFunction,
    args: readonly (Value | Cells | undefined)[],
    names: readonly (string | undefined)[],
  ): Value {
    if (this.#frames.length >= DEPTH_LIMIT) throw new AwkError('functions call each other too deeply');
    const frame = new Map<string, Value | Cells>();
    parameters.forEach((name, index) => frame.set(name, args[index] ?? ''));
    this.#frames.push(frame);
    this.returned = '';
    body(this);
    this.#frames.pop();
    parameters.forEach((parameter, index) => {
      const made = frame.get(parameter);
      const name = names[index];
      if (made instanceof Map && name !== undefined && args[index] === undefined)
        this.#scope(name).set(name, made);
    });
    const value = this.returned;
    this.returned = '';
    return value;
  }

  get record(): string {
    return this.#record;
  }

  set record(text: string) {
    this.#record = text;
    this.#fields = undefined;
  }

  get fields(): string[] {
    this.#fields ??= this.split(this.#record, this.text('FS'));
    return this.#fields;
  }

  field(index: number): Value {
    if (index < 0) throw new AwkError(`attempt to access field ${String(index)}`);
    if (index === 0) return fromInput(this.#record);
    const text = this.fields[index - 1];
    return text === undefined ? '' : fromInput(text);
  }

  setField(index: number, text: string): void {
    if (index === 0) {
      this.record = text;
      return;
    }
    const fields = this.fields;
    while (fields.length < index) fields.push('');
    fields[index - 1] = text;
    this.#rebuild(fields);
  }

  split(text: string, separator: string): string[] {
    if (separator === ' ') {
      const words = text.trim();
      return words === '' ? [] : words.split(/[ \t\n]+/);
    }
    if (text === '') return [];
    if (separator === '') return [...text];
    if (separator === '\t' || (separator.length === 1 && !/[\\^$.[|()*+?{]/.test(separator)))
      return text.split(separator);
    return splitBy(text, this.expression(separator.length === 1 ? `\\${separator}` : separator));
  }

  readonly #compiled = new Map<string, RE2JS>();

  expression(source: string): RE2JS {
    const known = this.#compiled.get(source);
    if (known !== undefined) return known;
    const compiled = compileExtended(source);
    if (compiled === undefined) throw new AwkError(`invalid regular expression: ${source}`);
    this.#compiled.set(source, compiled);
    return compiled;
  }

  #scope(name: string): Map<string, Value | Cells> {
    const frame = this.#frames.at(-1);
    return frame?.has(name) === true ? frame : this.#variables;
  }

  #rebuild(fields: string[]): void {
    this.#record = fields.join(this.text('OFS'));
    this.#fields = fields;
  }
}

function splitBy(text: string, expression: RE2JS): string[] {
  const parts: string[] = [];
  const matcher = expression.matcher(text);
  let end = 0;
  for (let at = 0; at <= text.length && matcher.find(at); at = Math.max(matcher.end(), at + 1)) {
    if (matcher.end() === matcher.start()) continue;
    parts.push(text.slice(end, matcher.start()));
    end = matcher.end();
  }
  parts.push(text.slice(end));
  return parts;
}
