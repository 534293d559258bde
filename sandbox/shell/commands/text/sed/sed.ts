import { defineCommand, type CommandContext, type CommandInput } from '../../../command';
import type { Process } from '../../../../sim/index';
import { LineReader } from '../../../streams/line-reader';
import { openOperand, OperandStream, operandsOrInput } from '../../input-file';
import { fail } from '../../misuse';
import { SedMachine, type SedWorld } from './machine';
import { parseScript } from './parse';
import { ScriptError, type Script } from './script';

/** The stream editor (https://www.gnu.org/software/sed/manual/sed.html); without `e`, `F`, `v` and `W`. */
export const sed = defineCommand({
  path: ['sed'],
  summary: 'Edit a stream line by line.',
  usage: 'sed [OPTION]... {script-only-if-no-other-script} [input-file]...',
  flags: [
    { long: 'quiet', short: 'n', type: 'switch', summary: 'print only what the script prints' },
    { long: 'silent', type: 'switch', summary: 'print only what the script prints' },
    { long: 'expression', short: 'e', type: 'list', placeholder: 'script', summary: 'add a script' },
    {
      long: 'file',
      short: 'f',
      type: 'list',
      placeholder: 'script-file',
      summary: 'add the script in a file',
    },
    {
      long: 'in-place',
      short: 'i',
      type: 'string',
      implied: '',
      placeholder: 'SUFFIX',
      summary: 'edit files in place',
    },
    { long: 'regexp-extended', short: 'E', type: 'switch', summary: 'use extended regular expressions' },
    { short: 'r', type: 'switch', summary: 'use extended regular expressions' },
    { long: 'separate', short: 's', type: 'switch', summary: 'files are separate, not one long stream' },
    { long: 'unbuffered', short: 'u', type: 'switch', summary: 'write each line at once (always so here)' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ["echo hello | sed 's/l/L/g'", "seq 5 | sed -n '2,3p'"],
  *run(input, context) {
    const script = yield* readScript(input, context);
    if (typeof script === 'number') return script;
    const operands = script.operands;
    const quiet = input.has('quiet') || input.has('silent');
    if (!input.has('in-place')) {
      const groups = input.has('separate') ? operands.map((name) => [name]) : [operands];
      let status = 0;
      for (const group of groups) status = yield* editStream(script.script, group, quiet, context);
      return status;
    }
    let status = 0;
    for (const name of operands)
      status = (yield* editFile(script.script, name, input.flag('in-place') ?? '', quiet, context)) || status;
    return status;
  },
});

function* readScript(
  input: CommandInput,
  context: CommandContext,
): Process<{ readonly script: Script; readonly operands: readonly string[] } | number> {
  const { files } = context.world;
  const pieces = [...input.list('expression')];
  for (const name of input.list('file')) {
    const text = files.read(files.resolve(name, context.cwd));
    if (text === undefined)
      return yield* fail('sed', `couldn't open file ${name}: No such file or directory`, context);
    pieces.push(text);
  }
  const operands = [...input.positional];
  if (pieces.length === 0) {
    const first = operands.shift();
    if (first === undefined) {
      yield* context.error(`Usage: ${sed.usage}\n`);
      return 1;
    }
    pieces.push(first);
  }
  try {
    const script = parseScript(pieces.join('\n'), input.has('regexp-extended') || input.has('r'));
    return { script, operands };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return yield* fail('sed', error.message, context);
  }
}

function* editStream(
  script: Script,
  operands: readonly string[],
  quiet: boolean,
  context: CommandContext,
): Process<number> {
  const complain = (file: string, reason: string): string =>
    reason === 'Is a directory'
      ? `sed: couldn't edit ${file}: not a regular file`
      : `sed: can't read ${file}: ${reason}`;
  const stream = new OperandStream(operandsOrInput(operands), context, complain);
  const machine = new SedMachine(
    script,
    worldOf(
      () => stream.read(),
      (text) => context.write(text),
      context,
    ),
    quiet,
  );
  yield* machine.run();
  return machine.exitCode === 0 && stream.status !== 0 ? 2 : machine.exitCode;
}

function* editFile(
  script: Script,
  name: string,
  suffix: string,
  quiet: boolean,
  context: CommandContext,
): Process<number> {
  const { files } = context.world;
  const opened = openOperand(name, context);
  if (typeof opened === 'string') return yield* fail('sed', `can't read ${name}: ${opened}`, context, 2);
  let edited = '';
  function* write(text: string): Process<boolean> {
    edited += text;
    return true;
  }
  const machine = new SedMachine(script, worldOf(opened, write, context), quiet);
  yield* machine.run();
  const path = files.resolve(name, context.cwd);
  if (suffix !== '')
    files.write(suffix.includes('*') ? suffix.replaceAll('*', path) : path + suffix, files.read(path) ?? '');
  files.write(path, edited);
  return machine.exitCode;
}

function worldOf(
  read: () => Process<string | undefined>,
  write: (text: string) => Process<boolean>,
  context: CommandContext,
): SedWorld {
  const { files } = context.world;
  const reader = new LineReader(read);
  /** A line read ahead, to know whether the one before it was the last. */
  let ahead: { readonly line: string | undefined } | undefined;
  let ended = false;
  return {
    *next() {
      const line = ahead === undefined ? yield* reader.next() : ahead.line;
      ahead = undefined;
      ended = line === undefined;
      return line;
    },
    *isLast() {
      ahead ??= { line: yield* reader.next() };
      return ahead.line === undefined;
    },
    write,
    readFile: (name) => files.read(files.resolve(name, context.cwd)),
    appendFile(name, text) {
      const path = files.resolve(name, context.cwd);
      files.write(path, (files.read(path) ?? '') + text);
    },
    ending: () => (reader.unterminated && ahead?.line === undefined && !ended ? '' : '\n'),
  };
}
