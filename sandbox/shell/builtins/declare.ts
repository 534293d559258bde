import { defineBuiltin, type Builtin, type BuiltinContext } from '../builtin';
import type { CommandInput, Flag } from '../command';
import { arithmeticText } from '../expand/arithmetic';
import type { Variable } from '../state/variables';
import type { Process } from '../../sim/index';

type Attributes = Partial<Omit<Variable, 'value'>>;

const FLAGS: readonly Flag[] = [
  { short: 'a', type: 'switch', summary: 'indexed array' },
  { short: 'A', type: 'switch', summary: 'associative array' },
  { short: 'i', type: 'switch', summary: 'integer' },
  { short: 'r', type: 'switch', summary: 'readonly' },
  { short: 'x', type: 'switch', summary: 'exported' },
  { short: 'g', type: 'switch', summary: 'global, even in a function' },
  { short: 'p', type: 'switch', summary: 'print' },
  { short: 'f', type: 'switch', summary: 'functions' },
];

/** Sets one `name` or `name=value` with attributes; false (after a complaint) when the name is none. */
function* declareOne(
  command: string,
  word: string,
  attributes: Attributes,
  isLocal: boolean,
  context: BuiltinContext,
): Process<boolean> {
  const { variables } = context.frame.state;
  const match = /^([A-Za-z_]\w*)(?:(\+?)=([\s\S]*))?$/.exec(word);
  if (!match) {
    yield* context.error(`bash: ${command}: \`${word}': not a valid identifier\n`);
    return false;
  }
  const [, name = '', append, value] = match;
  if (isLocal) variables.declareLocal(name);
  if (value !== undefined) {
    const text = attributes.isInteger ? String(yield* arithmeticText(value, context.frame)) : value;
    variables.set(name, append === '+' ? (variables.text(name) ?? '') + text : text);
  }
  variables.mark(name, attributes);
  return true;
}

function attributesOf(input: CommandInput, own: Attributes): Attributes {
  return {
    ...own,
    ...(input.has('A') ? { isAssociative: true } : {}),
    ...(input.has('i') ? { isInteger: true } : {}),
    ...(input.has('r') ? { isReadonly: true } : {}),
    ...(input.has('x') ? { isExported: true } : {}),
  };
}

function* printVariables(context: BuiltinContext, isShown: (variable: Variable) => boolean): Process<number> {
  for (const [name, variable] of context.frame.state.variables.all()) {
    if (isShown(variable)) yield* context.write(declaration(name, variable));
  }
  return 0;
}

/** `declare -x NAME="value"` */
function declaration(name: string, variable: Variable): string {
  const { value } = variable;
  const kind = value !== undefined && typeof value !== 'string' ? (variable.isAssociative ? 'A' : 'a') : '';
  const letters =
    kind +
    (variable.isInteger ? 'i' : '') +
    (variable.isReadonly ? 'r' : '') +
    (variable.isExported ? 'x' : '');
  const head = `declare -${letters === '' ? '-' : letters} ${name}`;
  if (value === undefined) return `${head}\n`;
  if (typeof value === 'string') return `${head}=${doubleQuote(value)}\n`;
  const elements = [...value].map(([key, text]) => `[${String(key)}]=${doubleQuote(text)}`);
  return `${head}=(${elements.join(' ')}${variable.isAssociative ? ' ' : ''})\n`;
}

function doubleQuote(text: string): string {
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

function declaring(
  name: string,
  summary: string,
  usage: string,
  own: Attributes,
  isShown: (variable: Variable) => boolean,
): Builtin {
  return defineBuiltin({
    path: [name],
    summary,
    usage,
    flags:
      name === 'export' ? [...FLAGS, { short: 'n', type: 'switch', summary: 'no longer export' }] : FLAGS,
    *run(input, context) {
      const { state } = context.frame;
      const isDeclare = name === 'declare' || name === 'typeset';
      if (name === 'local' && state.calls === 0) {
        yield* context.error('bash: local: can only be used in a function\n');
        return 1;
      }
      if (input.has('f')) {
        yield* context.error(`bash: ${name}: -f: not supported in this shell; see \`type NAME'\n`);
        return 2;
      }
      if (input.positional.length === 0) return yield* printVariables(context, isShown);
      if (isDeclare && input.has('p')) return yield* printNamed(input.positional, context);
      const isLocal = name === 'local' || (isDeclare && state.calls > 0 && !input.has('g'));
      const attributes = { ...attributesOf(input, own), ...(input.has('n') ? { isExported: false } : {}) };
      let status = 0;
      for (const word of input.positional) {
        if (!(yield* declareOne(name, word, attributes, isLocal, context))) status = 1;
      }
      return status;
    },
  });
}

function* printNamed(names: readonly string[], context: BuiltinContext): Process<number> {
  let status = 0;
  for (const name of names) {
    const variable = context.frame.state.variables.find(name);
    if (variable) yield* context.write(declaration(name, variable));
    else {
      yield* context.error(`bash: declare: ${name}: not found\n`);
      status = 1;
    }
  }
  return status;
}

const unset = defineBuiltin({
  path: ['unset'],
  summary: 'Remove variables and functions.',
  usage: 'unset [-f] [-v] [-n] [name ...]',
  flags: [
    { short: 'f', type: 'switch', summary: 'functions' },
    { short: 'v', type: 'switch', summary: 'variables' },
  ],
  *run(input, { frame }) {
    const { variables, functions } = frame.state;
    for (const word of input.positional) {
      const element = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(word);
      if (element) {
        const [, name = '', index = ''] = element;
        const value = variables.find(name)?.value;
        if (value === undefined || typeof value === 'string') continue;
        const key = variables.isAssociative(name) ? index : Number(yield* arithmeticText(index, frame));
        const kept = [...(value as ReadonlyMap<number | string, string>)].filter(([each]) => each !== key);
        variables.set(name, new Map(kept) as ReadonlyMap<number, string>);
      } else if (!input.has('f') && variables.find(word)) variables.unset(word);
      else if (!input.has('v')) functions.delete(word);
    }
    return 0;
  },
});

export const declareBuiltins: readonly Builtin[] = [
  declaring(
    'export',
    'Mark variables for the environment of commands.',
    'export [-fn] [name[=value] ...] or export -p',
    { isExported: true },
    (variable) => variable.isExported === true,
  ),
  declaring(
    'readonly',
    'Make variables unchangeable.',
    'readonly [-aAf] [name[=value] ...] or readonly -p',
    { isReadonly: true },
    (variable) => variable.isReadonly === true,
  ),
  declaring('local', 'Define variables of a function.', 'local [option] name[=value] ...', {}, () => false),
  declaring(
    'declare',
    'Set variables and their attributes.',
    'declare [-aAgirx] [name[=value] ...] or declare -p [name ...]',
    {},
    () => true,
  ),
  declaring(
    'typeset',
    'Set variables and their attributes.',
    'typeset [-aAgirx] name[=value] ... or typeset -p [name ...]',
    {},
    () => true,
  ),
  unset,
];
