import { describe, expect, it } from 'vitest';
import { defineCommand, type Command, type CommandFamily, type Flag } from '../../sandbox/shell/index';
import { runScript } from './support/run-script';

const FLAGS: readonly Flag[] = [
  { long: 'all', short: 'a', type: 'switch', summary: 'everything' },
  { long: 'name', short: 'n', type: 'string', default: 'nobody', placeholder: 'NAME', summary: 'who' },
  { long: 'count', short: 'c', type: 'number', summary: 'how many' },
  { long: 'label', short: 'l', type: 'list', summary: 'repeatable' },
  { long: 'dry-run', type: 'string', implied: 'unchanged', summary: 'optional value' },
  { long: 'alternate', type: 'switch', summary: 'shares a prefix' },
];

/** A command that prints what it was given. */
function probe(family: CommandFamily, extra: Partial<Command> = {}): Command {
  return defineCommand({
    path: ['probe'],
    summary: 'Prints its input.',
    usage: 'probe [OPTION]... [FILE]...',
    family,
    flags: FLAGS,
    examples: ['probe -a x'],
    *run(input, context) {
      const values = ['all', 'name', 'count', 'dry-run'].flatMap((name) =>
        input.has(name) ? [`${name}=${input.flag(name) ?? ''}`] : [],
      );
      const labels = input.list('label').map((label) => `label=${label}`);
      const rest = input.rest ? [`-- ${input.rest.join(' ')}`] : [];
      yield* context.write(
        `${[...values, ...labels, `[${input.positional.join(' ')}]`, ...rest].join(' ')}\n`,
      );
      return 0;
    },
    ...extra,
  });
}

const ACCEPTED: readonly (readonly [family: CommandFamily, words: string, output: string])[] = [
  ['gnu', '-a x', 'all=true [x]'],
  ['gnu', 'x -a y', 'all=true [x y]'],
  ['gnu', '-an bob', 'all=true name=bob []'],
  ['gnu', '-nbob', 'name=bob []'],
  ['gnu', '-n=bob', 'name==bob []'],
  ['gnu', '--name=bob --name eve', 'name=eve []'],
  ['gnu', '--nam bob', 'name=bob []'],
  ['gnu', '-l a -l b --label=c', 'label=a label=b label=c []'],
  ['gnu', '--dry-run x', 'dry-run=unchanged [x]'],
  ['gnu', '--dry-run=server x', 'dry-run=server [x]'],
  ['gnu', '-a -- -n x', 'all=true [-n x] -- -n x'],
  ['gnu', '- x', '[- x]'],
  ['kubectl', '-n=bob', 'name=bob []'],
  ['kubectl', '-anbob', 'all=true name=bob []'],
  ['kubectl', '--all=false', '[]'],
  ['kubectl', '-c 5 x -- cmd -x', 'count=5 [x] -- cmd -x'],
  ['curl', '-anbob --name eve', 'all=true name=eve []'],
  ['curl', '-a --no-all', '[]'],
];

const REFUSED: readonly (readonly [
  family: CommandFamily,
  words: string,
  stderr: string,
  exitCode: number,
])[] = [
  ['gnu', '--foo', "probe: unrecognized option '--foo'\nTry 'probe --help' for more information.\n", 1],
  ['gnu', '-z', "probe: invalid option -- 'z'\nTry 'probe --help' for more information.\n", 1],
  ['gnu', '-n', "probe: option requires an argument -- 'n'\nTry 'probe --help' for more information.\n", 1],
  [
    'gnu',
    '--name',
    "probe: option '--name' requires an argument\nTry 'probe --help' for more information.\n",
    1,
  ],
  [
    'gnu',
    '--all=1',
    "probe: option '--all' doesn't allow an argument\nTry 'probe --help' for more information.\n",
    1,
  ],
  [
    'gnu',
    '--al',
    "probe: option '--al' is ambiguous; possibilities: '--all' '--alternate'\nTry 'probe --help' for more information.\n",
    1,
  ],
  ['kubectl', '--foo', "error: unknown flag: --foo\nSee 'probe --help' for usage.\n", 1],
  ['kubectl', '-az', "error: unknown shorthand flag: 'z' in -z\nSee 'probe --help' for usage.\n", 1],
  ['kubectl', '--name', "error: flag needs an argument: --name\nSee 'probe --help' for usage.\n", 1],
  ['kubectl', '-n', "error: flag needs an argument: 'n' in -n\nSee 'probe --help' for usage.\n", 1],
  [
    'kubectl',
    '--count x',
    'error: invalid argument "x" for "-c, --count" flag: strconv.ParseInt: parsing "x": invalid syntax\nSee \'probe --help\' for usage.\n',
    1,
  ],
  [
    'kubectl',
    '--all=maybe',
    'error: invalid argument "maybe" for "-a, --all" flag: strconv.ParseBool: parsing "maybe": invalid syntax\nSee \'probe --help\' for usage.\n',
    1,
  ],
  ['istioctl', '--foo', 'Error: unknown flag: --foo\n', 64],
  ['istioctl', '-z', "Error: unknown shorthand flag: 'z' in -z\n", 64],
  [
    'curl',
    '--foo',
    "curl: option --foo: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  [
    'curl',
    '--name=x',
    "curl: option --name=x: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  [
    'curl',
    '-n',
    "curl: option -n: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  ['bash', '-z', 'bash: probe: -z: invalid option\nprobe: usage: probe [OPTION]... [FILE]...\n', 2],
];

describe('flags', () => {
  it.each(ACCEPTED)('%s: probe %s', (family, words, output) => {
    expect(runScript(`probe ${words}`, { commands: [probe(family)] })).toMatchObject({
      stdout: `${output}\n`,
      stderr: '',
      exitCode: 0,
    });
  });

  it.each(REFUSED)('%s refuses: probe %s', (family, words, stderr, exitCode) => {
    expect(runScript(`probe ${words}`, { commands: [probe(family)] })).toMatchObject({
      stdout: '',
      stderr,
      exitCode,
    });
  });

  it('stop at the first operand when the command says so', () => {
    const commands = [probe('gnu', { stopAtOperand: true })];
    expect(runScript('probe -a cmd -n x --foo', { commands }).stdout).toBe('all=true [cmd -n x --foo]\n');
  });

  it('take -5 as a value or as an operand when the command says so', () => {
    expect(
      runScript('probe -5 x', { commands: [probe('gnu', { dashNumber: { flag: 'name' } })] }).stdout,
    ).toBe('name=5 [x]\n');
    expect(runScript('probe -5 x', { commands: [probe('gnu', { dashNumber: 'operand' })] }).stdout).toBe(
      '[-5 x]\n',
    );
  });

  it('make the help text', () => {
    expect(runScript('probe --help', { commands: [probe('gnu')] }).stdout).toBe(
      [
        'Usage: probe [OPTION]... [FILE]...',
        'Prints its input.',
        '',
        'Options:',
        '  -a, --all              everything',
        '  -n, --name=NAME        who',
        '  -c, --count=VALUE      how many',
        '  -l, --label=VALUE      repeatable',
        '      --dry-run[=VALUE]  optional value',
        '      --alternate        shares a prefix',
        '',
        'Examples:',
        '  probe -a x',
        '',
      ].join('\n'),
    );
  });
});

describe('verbs', () => {
  const verb = (path: readonly string[], extra: Partial<Command> = {}): Command =>
    probe('kubectl', { path, flags: [], ...extra });
  const commands = [
    verb(['ship'], { persistentFlags: [{ long: 'name', short: 'n', type: 'string', summary: 'who' }] }),
    verb(['ship', 'get'], { flags: [FLAGS[0] ?? { type: 'switch', summary: '' }], aliases: ['show'] }),
    verb(['ship', 'config', 'view']),
    verb(['ship', 'config']),
  ];

  it.each([
    ['ship get pods', '[pods]'],
    ['ship -n x get -a pods', 'all=true name=x [pods]'],
    ['ship get pods -n x', 'name=x [pods]'],
    ['ship show pods', '[pods]'],
    ['ship config view a', '[a]'],
    ['ship config', '[]'],
    ['ship other', '[other]'],
  ])('%s', (line, output) => {
    expect(runScript(line, { commands }).stdout).toBe(`${output}\n`);
  });

  it('name the whole path in complaints', () => {
    expect(runScript('ship get --foo', { commands }).stderr).toBe(
      "error: unknown flag: --foo\nSee 'ship get --help' for usage.\n",
    );
  });
});
