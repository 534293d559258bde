import type { CommandFamily } from '../command';

/** What can be wrong with the words of a command line. */
export type Misuse =
  | { readonly is: 'unknown-long'; readonly name: string }
  | { readonly is: 'unknown-short'; readonly letter: string; readonly word: string }
  | { readonly is: 'no-value-long'; readonly name: string }
  | { readonly is: 'no-value-short'; readonly letter: string; readonly word: string }
  | { readonly is: 'value-forbidden'; readonly name: string }
  | { readonly is: 'ambiguous'; readonly name: string; readonly among: readonly string[] }
  | {
      readonly is: 'bad-value';
      readonly name: string;
      readonly short?: string;
      readonly value: string;
      readonly type: 'switch' | 'number';
    };

/** How a family of tools reads flags and speaks about mistakes. */
export interface FamilyRules {
  /** `--flag=value` is understood. */
  readonly longEquals: boolean;
  /** `-n=value` means value, not `=value`. */
  readonly shortEquals: boolean;
  /** `--rev` may stand for `--reverse`. */
  readonly abbreviations: boolean;
  /** `--no-flag` switches off. */
  readonly negations: boolean;
  /** `-h` asks for help unless the command declares it otherwise. */
  readonly shortHelp: boolean;
  readonly misuseExitCode: number;
  explain(misuse: Misuse, path: readonly string[], usage: string, showsUsage: boolean): string;
}

/** getopt_long's words, as GNU coreutils print them. */
function explainGnu(misuse: Misuse, path: readonly string[], usage: string, showsUsage: boolean): string {
  const name = path.join(' ');
  const usageLine = showsUsage ? `Usage: ${usage}\n` : '';
  return `${name}: ${gnuReason(misuse)}\n${usageLine}Try '${name} --help' for more information.\n`;
}

function gnuReason(misuse: Misuse): string {
  switch (misuse.is) {
    case 'unknown-long':
      return `unrecognized option '--${misuse.name}'`;
    case 'unknown-short':
      return `invalid option -- '${misuse.letter}'`;
    case 'no-value-long':
      return `option '--${misuse.name}' requires an argument`;
    case 'no-value-short':
      return `option requires an argument -- '${misuse.letter}'`;
    case 'value-forbidden':
      return `option '--${misuse.name}' doesn't allow an argument`;
    case 'ambiguous':
      return `option '--${misuse.name}' is ambiguous; possibilities: ${misuse.among.map((each) => `'--${each}'`).join(' ')}`;
    case 'bad-value':
      return `invalid argument '${misuse.value}' for '--${misuse.name}'`;
  }
}

/** Bash's builtins: `bash: cd: -z: invalid option` and the usage line. */
function explainBash(misuse: Misuse, path: readonly string[], usage: string): string {
  const name = path.join(' ');
  if (misuse.is === 'no-value-short')
    return `bash: ${name}: -${misuse.letter}: option requires an argument\n${name}: usage: ${usage}\n`;
  const option = 'letter' in misuse ? `-${misuse.letter}` : `--${misuse.name}`;
  return `bash: ${name}: ${option}: invalid option\n${name}: usage: ${usage}\n`;
}

/** pflag's words. */
function pflagReason(misuse: Misuse): string {
  switch (misuse.is) {
    case 'unknown-long':
      return `unknown flag: --${misuse.name}`;
    case 'unknown-short':
      return `unknown shorthand flag: '${misuse.letter}' in ${misuse.word}`;
    case 'no-value-long':
      return `flag needs an argument: --${misuse.name}`;
    case 'no-value-short':
      return `flag needs an argument: '${misuse.letter}' in ${misuse.word}`;
    case 'value-forbidden':
    case 'ambiguous':
      return `unknown flag: --${misuse.name}`;
    case 'bad-value': {
      const parser = misuse.type === 'switch' ? 'strconv.ParseBool' : 'strconv.ParseInt';
      const flag = misuse.short === undefined ? `--${misuse.name}` : `-${misuse.short}, --${misuse.name}`;
      return `invalid argument "${misuse.value}" for "${flag}" flag: ${parser}: parsing "${misuse.value}": invalid syntax`;
    }
  }
}

/** curl's words; it answers 2 for every wrong option. */
function explainCurl(misuse: Misuse): string {
  const option = 'word' in misuse ? misuse.word : `--${misuse.name}`;
  const reason =
    misuse.is === 'no-value-long' || misuse.is === 'no-value-short'
      ? `option ${option}: requires parameter`
      : misuse.is === 'bad-value'
        ? `option ${option}: expected a proper numerical parameter`
        : `option ${option}: is unknown`;
  return `curl: ${reason}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`;
}

const COBRA = {
  longEquals: true,
  shortEquals: true,
  abbreviations: false,
  negations: false,
  shortHelp: true,
};

export const families: Readonly<Record<CommandFamily, FamilyRules>> = {
  gnu: {
    longEquals: true,
    shortEquals: false,
    abbreviations: true,
    negations: false,
    shortHelp: false,
    misuseExitCode: 1,
    explain: explainGnu,
  },
  bash: {
    longEquals: false,
    shortEquals: false,
    abbreviations: false,
    negations: false,
    shortHelp: false,
    misuseExitCode: 2,
    explain: explainBash,
  },
  kubectl: {
    ...COBRA,
    misuseExitCode: 1,
    explain: (misuse, path) => `error: ${pflagReason(misuse)}\nSee '${path.join(' ')} --help' for usage.\n`,
  },
  istioctl: {
    ...COBRA,
    misuseExitCode: 64,
    explain: (misuse) => `Error: ${pflagReason(misuse)}\n`,
  },
  curl: {
    longEquals: false,
    shortEquals: false,
    abbreviations: false,
    negations: true,
    shortHelp: true,
    misuseExitCode: 2,
    explain: explainCurl,
  },
};
