import { describe, expect, it } from 'vitest';
import { coreCommands, createShell, defineCommand, type Command } from '../../sandbox/shell/index';
import { fakeWorld } from './support/fake-world';
import { openTerminal } from './support/terminal';

const P = 'learner@drydock:~$';

/** A tool with verbs, shared flags and completers, as kubectl declares itself. */
const TOOL: readonly Command[] = [
  defineCommand({
    path: ['ship'],
    summary: 'Ships.',
    usage: 'ship COMMAND',
    family: 'kubectl',
    flags: [],
    persistentFlags: [
      {
        long: 'namespace',
        short: 'n',
        type: 'string',
        summary: 'scope',
        complete: () => ['default', 'istio-system'],
      },
    ],
    *run() {
      return 0;
    },
  }),
  defineCommand({
    path: ['ship', 'get'],
    summary: 'Show.',
    usage: 'ship get TYPE [NAME]',
    family: 'kubectl',
    flags: [
      { long: 'output', short: 'o', type: 'string', values: ['json', 'yaml', 'wide'], summary: 'format' },
      { long: 'watch', short: 'w', type: 'switch', summary: 'keep showing' },
    ],
    arguments: [
      { name: 'TYPE', complete: () => ['pods', 'services'] },
      {
        name: 'NAME',
        optional: true,
        repeated: true,
        complete: (_word, before) => [`${before[0] ?? ''}-a`, `${before[0] ?? ''}-b`],
      },
    ],
    *run() {
      return 0;
    },
  }),
  defineCommand({
    path: ['ship', 'delete'],
    summary: 'Remove.',
    usage: 'ship delete',
    family: 'kubectl',
    flags: [],
    *run() {
      return 0;
    },
  }),
];

const FILES = {
  'canary.yaml': '',
  'samples/bookinfo/all.yaml': '',
  'samples/mtls.yaml': '',
  'my file.txt': '',
  '.hidden': '',
};

/** A line (cursor at its end) and what Tab offers for its last word. */
const OFFERS: readonly (readonly [line: string, candidates: readonly string[]])[] = [
  ['ech', ['echo ']],
  ['ship ', ['delete ', 'get ']],
  ['ship g', ['get ']],
  ['ship get po', ['pods ']],
  ['ship -n ', ['default ', 'istio-system ']],
  ['ship -n d', ['default ']],
  ['ship --namespace=is', ['--namespace=istio-system ']],
  ['ship -n default get s', ['services ']],
  ['ship get -o y', ['yaml ']],
  ['ship get --', ['--namespace=', '--output=', '--watch ']],
  ['ship get pods p', ['pods-a ', 'pods-b ']],
  ['ship get pods pods-a pods-', ['pods-a ', 'pods-b ']],
  ['echo a | ship get po', ['pods ']],
  ['true && ship get po', ['pods ']],
  ['A=1 ship get po', ['pods ']],
  ['x=$(ship get po', ['pods ']],
  ['for i in 1; do ship get po', ['pods ']],
  ['watch ship get po', ['pods ']],
  ['timeout 5 ship get po', ['pods ']],
  ['cat c', ['canary.yaml ']],
  ['cat sa', ['samples/']],
  ['cat samples/', ['samples/bookinfo/', 'samples/mtls.yaml ']],
  ['cat ~/ca', ['~/canary.yaml ']],
  ['cat my', ['my\\ file.txt ']],
  ['cat .h', ['.hidden ']],
  ['cd ', ['samples/']],
  ['cat < ca', ['canary.yaml ']],
  ['echo a > ca', ['canary.yaml ']],
  ['echo $HOM', ['$HOME ']],
  ['sort --rev', ['--reverse ']],
  ['sort --ke', ['--key=']],
  ['nothing-here --x', []],
];

describe('Tab', () => {
  it.each(OFFERS)('%s', (line, candidates) => {
    const shell = createShell({ world: fakeWorld(FILES), commands: [...coreCommands, ...TOOL] });
    expect(shell.complete(line, line.length).candidates).toEqual(candidates);
  });

  it('expands an alias first', () => {
    const { keys, screen } = openTerminal({ commands: TOOL });
    keys("alias s='ship get'\r");
    keys('s po\t');
    expect(screen.text({ cursor: true }).split('\n').at(-1)).toBe(`${P} s pods ▏`);
  });

  it('inserts what all candidates share, then lists them at the second Tab', () => {
    const { keys, screen } = openTerminal({ commands: TOOL, files: FILES });
    keys('cat samples/\t');
    expect(screen.text()).toBe(`${P} cat samples/`);
    keys('\t');
    expect(screen.text({ cursor: true })).toBe(`${P} cat samples/\nbookinfo/  mtls.yaml\n${P} cat samples/▏`);
  });

  it('completes in the middle of a line', () => {
    const { keys, screen } = openTerminal({ commands: TOOL });
    keys('ship ge pods\u001b[D\u001b[D\u001b[D\u001b[D\u001b[D\t');
    expect(screen.text({ cursor: true })).toBe(`${P} ship get ▏ pods`);
  });
});
