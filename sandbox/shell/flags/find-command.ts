import type { Command, Flag } from '../command';

/** What the parser of flags has to know. */
export interface Invocation {
  readonly command: Omit<Command, 'run'>;
  /** Flags it accepts: its own, then those its ancestors pass down. */
  readonly flags: readonly Flag[];
  /** The words after the path; flags written before the verb stay in front. */
  readonly words: readonly string[];
}

/** A command found by its words, with what is left for its own parser. */
export interface FoundCommand extends Invocation {
  readonly command: Command;
}

/** All commands by program name. A program is one command, or a root with verbs below it. */
export class CommandTree {
  readonly #programs = new Map<string, Command[]>();

  constructor(readonly commands: readonly Command[]) {
    for (const command of commands) {
      const name = command.path[0] ?? '';
      const verbs = this.#programs.get(name);
      if (verbs) verbs.push(command);
      else this.#programs.set(name, [command]);
    }
  }

  has(program: string): boolean {
    return this.#programs.has(program);
  }

  /** Program names, in the order of declaration. */
  programs(): readonly string[] {
    return [...this.#programs.keys()];
  }

  /** The longest path that the words name; undefined when there is no such program. */
  find(words: readonly string[]): FoundCommand | undefined {
    const family = this.#programs.get(words[0] ?? '');
    if (!family) return undefined;
    let path = words.slice(0, 1);
    let rest = words.slice(1);
    let command = family.find((candidate) => candidate.path.length === 1);
    let inherited = command?.persistentFlags ?? [];
    for (;;) {
      const at = family.length > 1 ? firstOperand(rest, inherited) : -1;
      const verb = at < 0 ? undefined : childNamed(family, path, rest[at] ?? '');
      if (!verb) break;
      path = [...verb.path];
      rest = [...rest.slice(0, at), ...rest.slice(at + 1)];
      command = verb;
      inherited = [...inherited, ...(verb.persistentFlags ?? [])];
    }
    if (!command) return undefined;
    return { command, flags: [...command.flags, ...inherited], words: rest };
  }

  /** Commands one element below a path (`['kubectl']` → its verbs). */
  children(path: readonly string[]): readonly Command[] {
    const family = this.#programs.get(path[0] ?? '') ?? [];
    return family.filter(
      (command) =>
        command.path.length === path.length + 1 && path.every((part, i) => command.path[i] === part),
    );
  }
}

function childNamed(family: readonly Command[], path: readonly string[], name: string): Command | undefined {
  return family.find(
    (command) =>
      command.path.length === path.length + 1 &&
      path.every((part, i) => command.path[i] === part) &&
      (command.path[path.length] === name || command.aliases?.includes(name)),
  );
}

/** Index of the first word that is neither a flag nor the value of one; -1 when there is none. */
function firstOperand(words: readonly string[], flags: readonly Flag[]): number {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return -1;
    if (!word.startsWith('-') || word === '-') return i;
    if (takesNextWord(word, flags)) i++;
  }
  return -1;
}

function takesNextWord(word: string, flags: readonly Flag[]): boolean {
  const flag = word.startsWith('--')
    ? flags.find((candidate) => `--${candidate.long ?? ''}` === word)
    : word.length === 2
      ? flags.find((candidate) => candidate.short === word[1])
      : undefined;
  return flag !== undefined && flag.type !== 'switch' && flag.implied === undefined;
}
