import { parseBool } from '../../lib/go-bool';
import type { CommandInput, Flag } from '../command';
import { families, type FamilyRules, type Misuse } from './family';
import type { Invocation } from './find-command';
import { ParsedFlags } from './parsed-flags';

/** What parsing answers: the input, a wish for help, or a complaint in the tool's own words. */
export type ParseOutcome =
  | { readonly is: 'input'; readonly input: CommandInput }
  | { readonly is: 'help' }
  | { readonly is: 'misuse'; readonly message: string; readonly exitCode: number };

/** Reads the words of a command line by the declarations of its flags. */
export function parseFlags(found: Invocation): ParseOutcome {
  const rules = families[found.command.family ?? 'gnu'];
  return new FlagParser(found, rules).parse();
}

type Step = 'continue' | 'help' | Misuse;

class FlagParser {
  readonly #parsed: ParsedFlags;
  readonly #words: readonly string[];
  readonly #command: Invocation['command'];
  #next = 0;

  constructor(
    readonly found: Invocation,
    readonly rules: FamilyRules,
  ) {
    this.#command = found.command;
    this.#words = found.words;
    this.#parsed = new ParsedFlags(found.words, found.flags);
  }

  parse(): ParseOutcome {
    while (this.#next < this.#words.length) {
      const word = this.#words[this.#next++] ?? '';
      if (word === '--') {
        this.#parsed.rest = this.#words.slice(this.#next);
        break;
      }
      const step = this.#take(word);
      if (step === 'help') return { is: 'help' };
      if (step !== 'continue') return this.#misuse(step);
    }
    if (this.#parsed.rest && this.#operandsContinueAfterDashes()) {
      this.#parsed.positional.push(...this.#parsed.rest);
    }
    return { is: 'input', input: this.#parsed };
  }

  #take(word: string): Step {
    if (word === '-' || !word.startsWith('-')) return this.#operand(word);
    if (/^-\d+$/.test(word) && this.#command.dashNumber !== undefined && !this.#short(word[1] ?? '')) {
      if (this.#command.dashNumber === 'operand') return this.#operand(word);
      const flag = this.#long(this.#command.dashNumber.flag);
      if (flag) this.#parsed.add(flag, word.slice(1));
      return 'continue';
    }
    if (/^-\.?\d/.test(word) && this.#command.dashNumber === 'operand') return this.#operand(word);
    return word.startsWith('--') ? this.#takeLong(word.slice(2)) : this.#takeShorts(word);
  }

  #operand(word: string): Step {
    this.#parsed.positional.push(word);
    if (this.#command.stopAtOperand) {
      this.#parsed.positional.push(...this.#words.slice(this.#next));
      this.#next = this.#words.length;
    }
    return 'continue';
  }

  #takeLong(text: string): Step {
    const equals = this.rules.longEquals ? text.indexOf('=') : -1;
    const typed = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? undefined : text.slice(equals + 1);
    if (typed === 'help' && !this.#long('help')) return 'help';
    const flag = this.#long(typed) ?? this.#abbreviated(typed);
    if (flag === undefined) return this.#negated(typed) ?? { is: 'unknown-long', name: typed };
    if ('is' in flag) return flag;
    const name = flag.long ?? typed;
    if (flag.type === 'switch') {
      if (value !== undefined && this.#command.family !== 'kubectl' && this.#command.family !== 'istioctl')
        return { is: 'value-forbidden', name };
      return this.#store(flag, value ?? 'true');
    }
    if (value !== undefined) return this.#store(flag, value);
    if (flag.implied !== undefined) return this.#store(flag, flag.implied);
    const following = this.#words[this.#next++];
    return following === undefined ? { is: 'no-value-long', name } : this.#store(flag, following);
  }

  #takeShorts(word: string): Step {
    for (let i = 1; i < word.length; i++) {
      const letter = word.charAt(i);
      const flag = this.#short(letter);
      const unparsed = `-${word.slice(i)}`;
      if (!flag) {
        if (letter === 'h' && this.rules.shortHelp) return 'help';
        return { is: 'unknown-short', letter, word: this.rules.shortEquals ? unparsed : word };
      }
      if (flag.type === 'switch' && word[i + 1] !== '=') {
        this.#parsed.add(flag, 'true');
        continue;
      }
      const attached = word.slice(i + 1);
      if (attached !== '') {
        const value = this.rules.shortEquals && attached.startsWith('=') ? attached.slice(1) : attached;
        if (flag.type === 'switch' && !this.rules.shortEquals)
          return { is: 'unknown-short', letter: '=', word: unparsed };
        if (flag.implied === undefined || !this.rules.shortEquals || attached.startsWith('='))
          return this.#store(flag, value);
      }
      if (flag.implied !== undefined) {
        this.#parsed.add(flag, flag.implied);
        continue;
      }
      const following = this.#words[this.#next++];
      if (following === undefined) return { is: 'no-value-short', letter, word: unparsed };
      return this.#store(flag, following);
    }
    return 'continue';
  }

  #store(flag: Flag, value: string): Step {
    const truth = flag.type === 'switch' ? parseBool(value) : undefined;
    const bad =
      flag.type === 'switch'
        ? truth === undefined
        : flag.type === 'number' && this.#command.family !== 'gnu' && !/^[+-]?\d+(?:\.\d+)?$/.test(value);
    if (bad && this.#command.family !== undefined) {
      const type = flag.type === 'switch' ? 'switch' : 'number';
      const name = flag.long ?? flag.short ?? '';
      return flag.short === undefined
        ? { is: 'bad-value', name, value, type }
        : { is: 'bad-value', name, short: flag.short, value, type };
    }
    this.#parsed.add(flag, flag.type === 'switch' ? String(truth ?? true) : value);
    return 'continue';
  }

  #long(name: string): Flag | undefined {
    return this.found.flags.find((flag) => flag.long === name);
  }

  #short(letter: string): Flag | undefined {
    return this.found.flags.find((flag) => flag.short === letter);
  }

  #abbreviated(typed: string): Flag | Misuse | undefined {
    if (!this.rules.abbreviations || typed === '') return undefined;
    const matches = this.found.flags.filter((flag) => flag.long?.startsWith(typed));
    if (matches.length <= 1) return matches[0];
    return { is: 'ambiguous', name: typed, among: matches.map((flag) => flag.long ?? '') };
  }

  #negated(typed: string): Step | undefined {
    if (!this.rules.negations || !typed.startsWith('no-')) return undefined;
    const flag = this.#long(typed.slice('no-'.length));
    return flag?.type === 'switch' ? this.#store(flag, 'false') : undefined;
  }

  /** kubectl exec keeps the words after `--` apart; everybody else treats them as operands. */
  #operandsContinueAfterDashes(): boolean {
    return this.#command.family !== 'kubectl' && this.#command.family !== 'istioctl';
  }

  #misuse(misuse: Misuse): ParseOutcome {
    const { path, usage } = this.#command;
    return {
      is: 'misuse',
      message: this.rules.explain(misuse, path, usage, this.#command.misuseShowsUsage === true),
      exitCode: this.#command.misuseExitCode ?? this.rules.misuseExitCode,
    };
  }
}
