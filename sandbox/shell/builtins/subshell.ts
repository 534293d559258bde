import { defineBuiltin, type Builtin } from '../builtin';
import { inSubshell } from '../evaluate/compound';
import { runScriptFile, runSource } from '../evaluate/script-file';

/** `bash` and `sh`: the same shell once more, on a copy of its state. */
function shellNamed(name: 'bash' | 'sh'): Builtin {
  return defineBuiltin({
    path: [name],
    summary: 'Run a script or a line of shell source.',
    usage: `${name} [-eux] [-c STRING [NAME [ARG]...] | FILE [ARG]...]`,
    isProgram: true,
    flags: [
      { short: 'c', type: 'string', placeholder: 'STRING', summary: 'run STRING' },
      { short: 'e', type: 'switch', summary: 'end at the first failing command' },
      { short: 'u', type: 'switch', summary: 'unset variables are errors' },
      { short: 'x', type: 'switch', summary: 'print commands before they run' },
    ],
    stopAtOperand: true,
    arguments: [{ name: 'FILE', optional: true }],
    examples: [`${name} -c 'echo $1' ${name} hello`],
    *run(input, context) {
      const source = input.flag('c');
      const piped = source === undefined && input.positional.length === 0 ? yield* context.read() : undefined;
      return yield* inSubshell(context.frame, function* (inner) {
        const { state } = inner;
        for (const [letter, option] of [
          ['e', 'errexit'],
          ['u', 'nounset'],
          ['x', 'xtrace'],
        ] as const) {
          state.options.delete(option);
          if (input.has(letter)) state.options.add(option);
        }
        state.functions.clear();
        state.aliases.clear();
        for (const [variable, { isExported }] of state.variables.all()) {
          if (!isExported && variable !== 'IFS') state.variables.unset(variable);
        }
        const [first, ...args] = input.positional;
        state.name = first ?? name;
        state.positional = args;
        state.loops = 0;
        if (source !== undefined) return yield* runSource(source, `${name}: -c`, inner);
        if (first !== undefined) return yield* runScriptFile(first, [first, ...args], inner);
        if (piped === undefined) {
          yield* context.error(
            `${name}: an interactive shell inside this one is not supported; use ${name} -c or ( )\n`,
          );
          return 2;
        }
        return yield* runSource(piped, name, inner);
      });
    },
  });
}

const exec = defineBuiltin({
  path: ['exec'],
  summary: 'Run a command and leave the shell.',
  usage: 'exec [command [argument ...]]',
  flags: [],
  rawArguments: true,
  *run(input, context) {
    const { state, evaluator } = context.frame;
    if (input.words.length === 0) {
      yield* context.error(
        'bash: exec: redirecting the shell itself is not supported here; use { …; } > FILE\n',
      );
      return 1;
    }
    state.status = yield* evaluator.runWords(input.words, context.frame);
    state.flow = { is: 'exit' };
    return state.status;
  },
});

const which = defineBuiltin({
  path: ['which'],
  summary: 'Tell where programs are.',
  usage: 'which [-a] filename ...',
  isProgram: true,
  flags: [{ short: 'a', type: 'switch', summary: 'print all matching programs' }],
  examples: ['which curl'],
  *run(input, context) {
    const { evaluator } = context.frame;
    let status = 0;
    for (const name of input.positional) {
      if (evaluator.commands.has(name) || evaluator.programBuiltins.has(name))
        yield* context.write(`/usr/bin/${name}\n`);
      else status = 1;
    }
    return status;
  },
});

export const subshellBuiltins: readonly Builtin[] = [shellNamed('bash'), shellNamed('sh'), exec, which];
