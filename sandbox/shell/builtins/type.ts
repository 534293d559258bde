import { print } from 'unbash/printer';
import { defineBuiltin, type BuiltinContext } from '../builtin';

const KEYWORDS = [
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  'in',
  'function',
  'time',
  '{',
  '}',
  '!',
  '[[',
  ']]',
];

type Kind = 'alias' | 'keyword' | 'function' | 'builtin' | 'file';

function kindOf(name: string, { frame }: BuiltinContext): Kind | undefined {
  if (frame.state.aliases.has(name)) return 'alias';
  if (KEYWORDS.includes(name)) return 'keyword';
  if (frame.state.functions.has(name)) return 'function';
  if (frame.evaluator.programBuiltins.has(name)) return 'file';
  if (frame.evaluator.builtinNames.includes(name)) return 'builtin';
  return frame.evaluator.commands.has(name) ? 'file' : undefined;
}

function describe(name: string, kind: Kind, { frame }: BuiltinContext): string {
  switch (kind) {
    case 'alias':
      return `${name} is aliased to \`${frame.state.aliases.get(name) ?? ''}'`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'function':
      return `${name} is a function\n${functionText(name, frame)}`;
    case 'builtin':
      return `${name} is a shell builtin`;
    case 'file':
      return `${name} is /usr/bin/${name}`;
  }
}

function briefly(name: string, kind: Kind, { frame }: BuiltinContext): string {
  if (kind === 'file') return `/usr/bin/${name}`;
  return kind === 'alias' ? `alias ${name}='${frame.state.aliases.get(name) ?? ''}'` : name;
}

function functionText(name: string, { state }: BuiltinContext['frame']): string {
  const definition = state.functions.get(name);
  if (!definition) return name;
  const statement = {
    type: 'Statement',
    pos: 0,
    end: 0,
    command: definition,
    background: undefined,
  } as const;
  const text = print({ type: 'Script', pos: 0, end: 0, shebang: undefined, commands: [statement] }).trim();
  return text.replace(/^(\S+)\(\) \{/, '$1 () \n{ ').replace(/^ +/gm, (indent) => indent + indent);
}

export const type = defineBuiltin({
  path: ['type'],
  summary: 'Tell what a name means to the shell.',
  usage: 'type [-t] name [name ...]',
  flags: [{ short: 't', type: 'switch', summary: 'one word only' }],
  examples: ['type cd curl'],
  *run(input, context) {
    let status = 0;
    for (const name of input.positional) {
      const kind = kindOf(name, context);
      if (kind) yield* context.write(`${input.has('t') ? kind : describe(name, kind, context)}\n`);
      else {
        if (!input.has('t')) yield* context.error(`bash: type: ${name}: not found\n`);
        status = 1;
      }
    }
    return status;
  },
});

export const command = defineBuiltin({
  path: ['command'],
  summary: 'Run a command, ignoring functions and aliases; with -v, tell where it is.',
  usage: 'command [-pVv] command [arg ...]',
  flags: [
    { short: 'v', type: 'switch', summary: 'print how the command would be found' },
    { short: 'V', type: 'switch', summary: 'describe the command' },
    { short: 'p', type: 'switch', summary: 'use the default path' },
  ],
  stopAtOperand: true,
  examples: ['command -v kubectl'],
  *run(input, context) {
    const [name = ''] = input.positional;
    if (input.has('v') || input.has('V')) {
      let status = 1;
      for (const each of input.positional) {
        const kind = kindOf(each, context);
        if (!kind) continue;
        status = 0;
        yield* context.write(
          `${input.has('V') ? describe(each, kind, context) : briefly(each, kind, context)}\n`,
        );
      }
      return status;
    }
    const { state, evaluator } = context.frame;
    if (name === '') return 0;
    const hidden = state.functions.get(name);
    state.functions.delete(name);
    try {
      return yield* evaluator.runWords(input.positional, context.frame);
    } finally {
      if (hidden) state.functions.set(name, hidden);
    }
  },
});
