import type { Argument, Flag } from '../command';
import type { Frame } from '../evaluate/frame';
import type { Invocation } from '../flags/find-command';
import { completeFiles } from './complete-files';

/** Candidates for `current` after the complete words of its command. */
export function completeCommandLine(
  words: readonly string[],
  current: string,
  frame: Frame,
): readonly string[] {
  if (words.at(-1) === '>' || words.at(-1) === '<') return completeFiles(current, frame);
  if (current.startsWith('$')) return completeVariable(current, frame);
  if (words.length === 0) return completeProgram(current, frame);
  const unaliased = expandAlias(words, frame);
  const found = frame.evaluator.commands.find(unaliased);
  if (!found) return completeBuiltin(unaliased, current, frame);
  const verbs = frame.evaluator.commands.children(found.command.path);
  if (verbs.length > 0 && !current.startsWith('-') && !pendingFlag(found.words, found.flags)) {
    const names = starting(
      verbs.map((verb) => verb.path.at(-1) ?? ''),
      current,
    );
    if (names.length > 0) return names;
  }
  return completeArguments(found, current, frame);
}

function completeProgram(current: string, frame: Frame): readonly string[] {
  const { state, evaluator } = frame;
  if (current.includes('/')) return completeFiles(current, frame);
  const names = [
    ...evaluator.commands.programs(),
    ...evaluator.builtinNames,
    ...state.functions.keys(),
    ...state.aliases.keys(),
  ];
  return starting(names, current).filter((name) => /^\w/.test(name));
}

function completeBuiltin(words: readonly string[], current: string, frame: Frame): readonly string[] {
  const name = words[0] ?? '';
  if (['sudo', 'time', 'watch', 'xargs', 'command', 'type', 'help', 'which'].includes(name)) {
    return words.length === 1
      ? completeProgram(current, frame)
      : completeCommandLine(words.slice(1), current, frame);
  }
  const files = completeFiles(current, frame);
  return name === 'cd' ? files.filter((file) => file.endsWith('/')) : files;
}

function completeArguments(found: Invocation, current: string, frame: Frame): readonly string[] {
  const { flags, words, command } = found;
  const attached = /^(--[^=]+)=(.*)$/s.exec(current);
  if (attached) {
    const flag = flags.find((each) => `--${each.long ?? ''}` === attached[1]);
    return flag
      ? completeValue(flag, attached[2] ?? '', words, frame).map((value) => `${attached[1] ?? ''}=${value}`)
      : [];
  }
  const pending = pendingFlag(words, flags);
  if (pending) return completeValue(pending, current, words, frame);
  if (current.startsWith('-')) return starting(flags.flatMap(spellings), current);
  const { operands, rest } = operandsOf(words, command, flags);
  if (rest) return completeCommandLine(rest, current, frame);
  if (command.stopAtOperand && operands.length > 0 && !command.arguments?.[operands.length]) {
    return completeCommandLine(command.path[0] === 'timeout' ? operands.slice(1) : operands, current, frame);
  }
  const argument = argumentAt(command.arguments, operands.length);
  if (argument?.complete)
    return starting(argument.complete(current, operands, frame.evaluator.world), current);
  return command.family === 'kubectl' || command.family === 'istioctl' ? [] : completeFiles(current, frame);
}

function completeValue(
  flag: Flag,
  current: string,
  words: readonly string[],
  frame: Frame,
): readonly string[] {
  if (flag.values) return starting(flag.values, current);
  if (flag.complete) return starting(flag.complete(current, words, frame.evaluator.world), current);
  return completeFiles(current, frame);
}

/** The flag whose value is being typed. */
function pendingFlag(words: readonly string[], flags: readonly Flag[]): Flag | undefined {
  const last = words.at(-1) ?? '';
  const flag = last.startsWith('--')
    ? flags.find((each) => `--${each.long ?? ''}` === last)
    : /^-\w+$/.test(last)
      ? flags.find((each) => each.short === last.at(-1))
      : undefined;
  return flag && flag.type !== 'switch' && flag.implied === undefined ? flag : undefined;
}

function operandsOf(
  words: readonly string[],
  command: Invocation['command'],
  flags: readonly Flag[],
): { readonly operands: readonly string[]; readonly rest?: readonly string[] } {
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return { operands, rest: words.slice(i + 1) };
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      if (command.stopAtOperand) return { operands: [...operands, ...words.slice(i + 1)] };
    } else if (pendingFlag([word], flags)) i++;
  }
  return { operands };
}

function argumentAt(list: readonly Argument[] | undefined, position: number): Argument | undefined {
  const last = list?.at(-1);
  return list?.[position] ?? (last?.repeated ? last : undefined);
}

function spellings(flag: Flag): string[] {
  const long = flag.long === undefined ? [] : [`--${flag.long}${flag.type === 'switch' ? '' : '='}`];
  return flag.long === undefined && flag.short !== undefined ? [`-${flag.short}`] : long;
}

function completeVariable(current: string, { state }: Frame): readonly string[] {
  const isBraced = current.startsWith('${');
  const names = state.variables.all().map(([name]) => (isBraced ? `\${${name}}` : `$${name}`));
  return starting(names, current);
}

function expandAlias(words: readonly string[], { state }: Frame): readonly string[] {
  const value = state.aliases.get(words[0] ?? '');
  return value === undefined
    ? words
    : [...value.split(/\s+/).filter((word) => word !== ''), ...words.slice(1)];
}

function starting(candidates: readonly string[], prefix: string): readonly string[] {
  return candidates.filter((candidate) => candidate.startsWith(prefix));
}
