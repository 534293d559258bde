import { defineBuiltin, type Builtin } from '../builtin';
import type { Command } from '../command';
import { helpText } from '../flags/help-text';

/** `help`: everything that can be typed, with one line each; `help NAME` is `NAME --help`. */
export function helpBuiltin(builtins: () => readonly Builtin[]): Builtin {
  return defineBuiltin({
    path: ['help'],
    summary: 'List commands, or explain one.',
    usage: 'help [command ...]',
    flags: [],
    stopAtOperand: true,
    arguments: [{ name: 'command', optional: true, repeated: true }],
    examples: ['help', 'help kubectl get'],
    *run(input, context) {
      const tree = context.frame.evaluator.commands;
      if (input.positional.length === 0) {
        const programs = tree.programs().flatMap((name) => tree.find([name])?.command ?? []);
        yield* context.write(overview(programs, builtins()));
        return 0;
      }
      const found = tree.find(input.positional);
      if (found) {
        yield* context.write(helpText(found, tree.children(found.command.path)));
        return 0;
      }
      const name = input.positional[0] ?? '';
      const builtin = builtins().find((each) => each.path[0] === name);
      if (!builtin) {
        yield* context.error(`bash: help: no help topics match \`${name}'.\n`);
        return 1;
      }
      yield* context.write(helpText({ command: builtin, flags: builtin.flags, words: [] }));
      return 0;
    },
  });
}

function overview(programs: readonly Command[], builtins: readonly Builtin[]): string {
  const section = (title: string, entries: readonly Omit<Command, 'run'>[]): string[] => [
    title,
    ...entries.map((entry) => `  ${(entry.path[0] ?? '').padEnd(10)} ${entry.summary}`),
  ];
  return `${[
    ...section('Programs (NAME --help tells more):', programs),
    '',
    ...section('Parts of the shell (help NAME tells more):', builtins),
  ].join('\n')}\n`;
}
