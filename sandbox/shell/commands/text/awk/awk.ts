import { defineCommand, type CommandContext, type CommandInput } from '../../../command';
import type { Process } from '../../../../sim/index';
import { LineReader, readAll } from '../../../streams/line-reader';
import { openOperand } from '../../input-file';
import { fail } from '../../misuse';
import { AwkSyntaxError } from './lexer';
import { AwkError, AwkMachine } from './machine';
import { parseProgram, type Rule } from './program';
import { fromInput, toNumber } from './values';

/** The POSIX pattern language without getline, system() and output into commands. */
export const awk = defineCommand({
  path: ['awk'],
  summary: 'Pattern scanning and processing.',
  usage: "awk [-F fs] [-v var=value] ['prog' | -f progfile] [file ...]",
  stopAtOperand: true,
  flags: [
    { short: 'F', type: 'string', placeholder: 'fs', summary: 'what separates fields' },
    { short: 'v', type: 'list', placeholder: 'var=value', summary: 'give a variable a value' },
    { short: 'f', type: 'list', placeholder: 'progfile', summary: 'read the program from a file' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ["echo a b | awk '{print $2}'", "seq 4 | awk '{s += $1} END {print s}'"],
  *run(input, context) {
    const operands = [...input.positional];
    const source = yield* programText(input, operands, context);
    if (typeof source === 'number') return source;
    const machine = new AwkMachine(() => context.world.random.float(), context.env);
    const separator = input.flag('F');
    if (separator !== undefined) machine.set('FS', unescape(separator === 't' ? '\t' : separator));
    for (const assignment of input.list('v')) assign(machine, assignment);
    try {
      return yield* runProgram(parseProgram(source), machine, operands, context);
    } catch (error) {
      if (!(error instanceof AwkSyntaxError) && !(error instanceof AwkError)) throw error;
      yield* flush(machine, context);
      return yield* fail('awk', error.message, context, 2);
    }
  },
});

function* programText(
  input: CommandInput,
  operands: string[],
  context: CommandContext,
): Process<string | number> {
  const { files } = context.world;
  const names = input.list('f');
  if (names.length === 0) {
    const program = operands.shift();
    if (program !== undefined) return program;
    yield* context.error(`usage: ${awk.usage}\n`);
    return 2;
  }
  const texts: string[] = [];
  for (const name of names) {
    const text = files.read(files.resolve(name, context.cwd));
    if (text === undefined)
      return yield* fail('awk', `cannot open ${name} (No such file or directory)`, context, 2);
    texts.push(text);
  }
  return texts.join('\n');
}

function* runProgram(
  rules: readonly Rule[],
  machine: AwkMachine,
  operands: readonly string[],
  context: CommandContext,
): Process<number> {
  let leaving = false;
  let status = 0;
  for (const { when, then } of rules) {
    if (when === 'BEGIN' && !leaving) leaving = then(machine) === 'exit';
  }
  if (!(yield* flush(machine, context))) return 0;
  const readsInput = rules.some(({ when }) => when !== 'BEGIN');
  const inputs = operands.some((operand) => !isAssignment(operand)) ? operands : [...operands, '-'];
  for (const operand of readsInput && !leaving ? inputs : []) {
    if (isAssignment(operand)) {
      assign(machine, operand);
      continue;
    }
    const opened = openOperand(operand, context);
    if (typeof opened === 'string') {
      status = yield* fail('awk', `cannot open ${operand} (${opened})`, context, 2);
      continue;
    }
    machine.set('FILENAME', operand === '-' ? '' : operand);
    machine.set('FNR', 0);
    const next = yield* recordsOf(opened, machine);
    for (let record = yield* next(); record !== undefined && !leaving; record = yield* next()) {
      leaving = processRecord(rules, machine, record);
      if (!(yield* flush(machine, context))) return 0;
    }
    if (leaving) break;
  }
  for (const { when, then } of rules) {
    if (when === 'END' && then(machine) === 'exit') break;
  }
  yield* flush(machine, context);
  return machine.exitCode === 0 ? status : machine.exitCode;
}

/** Answers true when the program wants to end. */
function processRecord(rules: readonly Rule[], machine: AwkMachine, record: string): boolean {
  machine.record = record;
  machine.set('NR', toNumber(machine.get('NR')) + 1);
  machine.set('FNR', toNumber(machine.get('FNR')) + 1);
  for (const { when, then } of rules) {
    if (typeof when !== 'function' || !when(machine)) continue;
    const signal = then(machine);
    if (signal === 'exit') return true;
    if (signal === 'next') break;
  }
  return false;
}

/** Lines; another record separator needs the whole text first. */
function* recordsOf(
  read: () => Process<string | undefined>,
  machine: AwkMachine,
): Process<() => Process<string | undefined>> {
  const separator = machine.text('RS');
  if (separator === '\n') {
    const reader = new LineReader(read);
    return () => reader.next();
  }
  const text = yield* readAll(read);
  const body = separator === '' ? text.replace(/^\n+/, '') : text;
  const records = body.replace(/\n+$/, '').split(separator === '' ? /\n{2,}/ : separator);
  if (records.at(-1) === '') records.pop();
  return function* () {
    return records.shift();
  };
}

/** Writes what has been printed; false when the reader is gone. */
function* flush(machine: AwkMachine, context: CommandContext): Process<boolean> {
  const { files } = context.world;
  let open = true;
  for (const { text, file, append } of machine.output.splice(0)) {
    if (file === undefined || file === '/dev/stdout') open = yield* context.write(text);
    else if (file === '/dev/stderr') yield* context.error(text);
    else {
      const path = files.resolve(file, context.cwd);
      const isNew = !machine.written.has(path) && append !== true;
      machine.written.add(path);
      files.write(path, (isNew ? '' : (files.read(path) ?? '')) + text);
    }
  }
  return open;
}

function isAssignment(operand: string): boolean {
  return /^[A-Za-z_]\w*=/.test(operand);
}

function assign(machine: AwkMachine, assignment: string): void {
  const equals = assignment.indexOf('=');
  if (equals < 0) throw new AwkError(`invalid argument \`${assignment}' to \`-v' option`);
  machine.set(assignment.slice(0, equals), fromInput(unescape(assignment.slice(equals + 1))));
}

function unescape(text: string): string {
  return text.replaceAll('\\t', '\t').replaceAll('\\n', '\n').replaceAll('\\\\', '\\');
}
