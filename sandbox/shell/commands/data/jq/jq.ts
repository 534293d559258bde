import { defineCommand, type CommandContext } from '../../../command';
import { readAll } from '../../../streams/line-reader';
import type { Process } from '../../../../sim/index';
import { openOperand, operandsOrInput } from '../../input-file';
import { JSON_ENGINE } from './engine';
import { evaluate } from './evaluate';
import { parseJsonTexts, type Json } from './json';
import { parseFilter } from './parse';
import { printJson, type PrintOptions } from './print';
import { isTruthy, JqError, Scope } from './scope';
import { FilterSyntaxError, type Filter } from './syntax';

/** Steps after which a filter that never ends is stopped. */
const STEP_LIMIT = 3_000_000;

interface Invocation {
  filter: string | undefined;
  readonly files: string[];
  readonly variables: Map<string, Json>;
  readonly switches: Set<string>;
  indent: number | '\t';
}

/**
 * A subset of jq 1.7 written for the sandbox: the language without modules, `label`, destructuring, dates, streaming and
 * `input`; kept libraries answer with promises, which the simulated world has none of.
 */
export const jq = defineCommand({
  path: ['jq'],
  summary: 'Pick from and change JSON.',
  usage: 'jq [OPTIONS] FILTER [FILES...]',
  flags: [],
  rawArguments: true,
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ["echo '[1, 2]' | jq -c 'map(. + 1)'", "echo '[1, 2]' | jq '.[0]'"],
  *run(input, context) {
    const invocation = readArguments(input.words);
    if (typeof invocation === 'string') {
      yield* context.error(
        `jq: error: ${invocation}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq\n`,
      );
      return 2;
    }
    const { switches, filter } = invocation;
    if (switches.has('help') || filter === undefined) {
      yield* switches.has('help')
        ? context.write(`Usage:\t${jq.usage}\n`)
        : context.error(`Usage:\t${jq.usage}\n`);
      return switches.has('help') ? 0 : 2;
    }
    let parsed: Filter;
    try {
      parsed = parseFilter(filter);
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      yield* context.error(`jq: error: ${error.message}\njq: 1 compile error\n`);
      return 3;
    }
    return yield* runFilter(parsed, invocation, context);
  },
});

function readArguments(words: readonly string[]): Invocation | string {
  const invocation: Invocation = {
    filter: undefined,
    files: [],
    variables: new Map(),
    switches: new Set(),
    indent: 2,
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      if (invocation.filter === undefined) invocation.filter = word;
      else invocation.files.push(word);
    } else if (word === '--arg' || word === '--argjson') {
      const [name = '', value = ''] = words.slice(at + 1, at + 3);
      at += 2;
      try {
        invocation.variables.set(name, word === '--arg' ? value : (JSON.parse(value) as Json));
      } catch {
        return `Invalid JSON text passed to --argjson`;
      }
    } else if (word === '--indent') invocation.indent = Math.min(7, Number(words[++at] ?? 2));
    else if (word === '--tab') invocation.indent = '\t';
    else {
      const names = word.startsWith('--')
        ? [LONG[word.slice(2)]]
        : [...word.slice(1)].map((letter) => SHORT[letter]);
      for (const name of names) {
        if (name === undefined) return `Unknown arguments`;
        invocation.switches.add(name);
      }
    }
  }
  return invocation;
}

const SHORT: Readonly<Record<string, string>> = {
  r: 'raw',
  j: 'join',
  c: 'compact',
  n: 'null',
  s: 'slurp',
  e: 'exit',
  S: 'sort',
  a: 'ascii',
  R: 'lines',
  M: 'plain',
  C: 'plain',
  h: 'help',
};
const LONG: Readonly<Record<string, string>> = {
  'raw-output': 'raw',
  'join-output': 'join',
  'compact-output': 'compact',
  'null-input': 'null',
  slurp: 'slurp',
  'exit-status': 'exit',
  'sort-keys': 'sort',
  'ascii-output': 'ascii',
  'raw-input': 'lines',
  'monochrome-output': 'plain',
  'color-output': 'plain',
  help: 'help',
};

function* runFilter(
  filter: Filter,
  { switches, files, variables, indent }: Invocation,
  context: CommandContext,
): Process<number> {
  const environment = Object.fromEntries(context.env);
  const scope = new Scope(undefined, { steps: STEP_LIMIT }, JSON_ENGINE).bind('ENV', environment);
  for (const [name, value] of variables) scope.bind(name, value);
  scope.define('env/0', { filter: { is: 'variable', name: 'ENV' }, scope });
  const inputs = yield* readInputs(switches, files, context);
  let status = inputs.status;
  const options: PrintOptions = {
    indent: switches.has('compact') ? 0 : indent,
    raw: switches.has('raw') || switches.has('join'),
    sorted: switches.has('sort'),
    ascii: switches.has('ascii'),
  };
  let last: Json | undefined;
  for (const input of inputs.values) {
    try {
      for (const value of evaluate(filter, input, scope)) {
        last = value;
        if (!(yield* context.write(printJson(value, options) + (switches.has('join') ? '' : '\n'))))
          return status;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      yield* context.error(
        `jq: error (at ${switches.has('null') ? '<unknown>' : `<${files[0] ?? 'stdin'}>:${String(inputs.lines)}`}): ${error.message}\n`,
      );
      status = 5;
    }
  }
  if (inputs.problem !== undefined) {
    yield* context.error(`jq: parse error: ${inputs.problem}\n`);
    return 2;
  }
  if (status === 0 && switches.has('exit')) return last === undefined ? 4 : isTruthy(last) ? 0 : 1;
  return status;
}

interface Inputs {
  readonly values: readonly Json[];
  readonly lines: number;
  readonly status: number;
  readonly problem?: string;
}

function* readInputs(
  switches: ReadonlySet<string>,
  files: readonly string[],
  context: CommandContext,
): Process<Inputs> {
  if (switches.has('null')) return { values: [null], lines: 0, status: 0 };
  let text = '';
  let status = 0;
  for (const operand of operandsOrInput(files)) {
    const opened = openOperand(operand, context);
    if (typeof opened !== 'string') text += yield* readAll(opened);
    else {
      yield* context.error(`jq: error: Could not open ${operand}: ${opened}\n`);
      status = 2;
    }
  }
  const lines = text.split('\n').length - 1;
  if (switches.has('lines')) {
    if (switches.has('slurp')) return { values: [text], lines, status };
    const values = text === '' ? [] : text.replace(/\n$/, '').split('\n');
    return { values, lines, status };
  }
  try {
    const values = parseJsonTexts(text);
    return { values: switches.has('slurp') ? [values] : values, lines, status };
  } catch {
    return { values: [], lines, status, problem: problemOf(text) };
  }
}

/** Where the first text that is no JSON ends, in jq's words for the most common case. */
function problemOf(text: string): string {
  const start = /\S/.exec(text)?.index ?? 0;
  const word = /^[^\s{}[\]",:]+/.exec(text.slice(start))?.[0] ?? '';
  const end = start + word.length + 1;
  const line = text.slice(0, end).split('\n');
  return `Invalid numeric literal at line ${String(line.length)}, column ${String(line.at(-1)?.length ?? 0)}`;
}
