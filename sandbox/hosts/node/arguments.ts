/** The command line of `drydock` after its verb. */
export interface Arguments {
  /** Words that are no flags. */
  readonly words: readonly string[];
  /** Everything after `--`. */
  readonly rest: readonly string[];
  /** All values a flag was given. */
  values(flag: string): readonly string[];
  value(flag: string): string | undefined;
  has(flag: string): boolean;
  /** @throws UsageError when the value is no whole number */
  integer(flag: string, fallback: number): number;
}

/** The command line is wrong; printed with the usage, exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const withValue = new Set([
  'lab',
  'app',
  'seed',
  'profile',
  'f',
  'mount',
  'c',
  'each',
  'corpus',
  'only',
  'o',
]);
const switches = new Set(['json', 'check', 'text', 'help', 'figures']);

/** Parses `--flag value`, `--flag=value`, `-f value`, switches and words. `--app` takes words up to the next flag. */
export function parseArguments(argv: readonly string[]): Arguments {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const rest: string[] = [];
  const put = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value]);
  };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      rest.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [name, inline] = splitFlag(word);
    if (switches.has(name)) put(name, 'true');
    else if (!withValue.has(name)) throw new UsageError(`unknown flag: ${word}`);
    else if (inline !== undefined) put(name, inline);
    else {
      const value = argv[++i];
      if (value === undefined) throw new UsageError(`flag needs a value: ${word}`);
      put(name, value);
      const repeats = name === 'app' || name === 'f';
      while (repeats && argv[i + 1] !== undefined && !argv[i + 1]?.startsWith('-'))
        put(name, argv[++i] ?? '');
    }
  }
  return {
    words,
    rest,
    values: (flag) => flags.get(flag) ?? [],
    value: (flag) => flags.get(flag)?.at(-1),
    has: (flag) => flags.has(flag),
    integer: (flag, fallback) => integer(flag, flags.get(flag)?.at(-1), fallback),
  };
}

function splitFlag(word: string): [name: string, inline: string | undefined] {
  const bare = word.replace(/^--?/, '');
  const equals = bare.indexOf('=');
  return equals < 0 ? [bare, undefined] : [bare.slice(0, equals), bare.slice(equals + 1)];
}

function integer(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^-?\d+$/.test(text)) throw new UsageError(`--${flag} wants a whole number, not "${text}"`);
  return Number(text);
}
