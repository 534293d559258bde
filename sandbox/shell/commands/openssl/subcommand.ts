import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';

/** A subcommand of openssl. Options have one dash; what is not listed is not known. */
export interface Subcommand {
  readonly name: string;
  /** Options with a value. */
  readonly values: readonly string[];
  /** Options without one; those that change nothing here are among them. */
  readonly switches: readonly string[];
  run(options: Options, context: CommandContext): Process<number>;
}

/** What was typed. */
export interface Options {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly operands: readonly string[];
}

/** A subcommand's complaint; the exit code is 1. */
export class OpensslError extends Error {
  override readonly name = 'OpensslError';
}

/** @throws OpensslError */
export function parseOptions({ name, values, switches }: Subcommand, words: readonly string[]): Options {
  const given = new Map<string, string>();
  const set = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-')
      return { values: given, switches: set, operands: words.slice(at) };
    const option = word.replace(/^--?/, '');
    if (values.includes(option)) {
      const value = words[++at];
      if (value === undefined)
        throw new OpensslError(`${name}: Option -${option} needs a value\n${name}: Use -help for summary.`);
      given.set(option, value);
    } else if (switches.includes(option)) set.add(option);
    else throw new OpensslError(`${name}: Unknown option: -${option}\n${name}: Use -help for summary.`);
  }
  return { values: given, switches: set, operands: [] };
}
