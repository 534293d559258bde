import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

/** Longest a refusal may take, in events or bytes, is what these tests bound; wall time is the benchmarks' concern. */
const BUDGET = { maxEvents: 20_000 };

function emptyWorld(): World {
  const world = createWorld({ seed: 1 });
  world.settle();
  return world;
}

const ALIAS_BOMB = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9).slice(0, -2)}]`),
].join('\n');

const refused: readonly { what: string; yaml: string; code: string; line?: number; stderr: RegExp }[] = [
  {
    what: 'a tab for indentation',
    yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: x\n',
    code: 'YAML001',
    line: 4,
    stderr:
      /^error: error parsing bad\.yaml: error converting YAML to JSON: yaml: line \d+: found character that cannot start any token\n$/,
  },
  {
    what: 'an unknown field',
    yaml: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: x\nspec:\n  hosts: [a]\n  http:\n    - rout: []\n',
    code: 'STRICT',
    line: 8,
    stderr: /strict decoding error: unknown field "spec\.http\[0\]\.rout"\n$/,
  },
  {
    what: 'an unknown kind',
    yaml: 'apiVersion: networking.istio.io/v1\nkind: VirtualServise\nmetadata:\n  name: x\n',
    code: 'KUBE004',
    line: 2,
    stderr: /no matches for kind "VirtualServise" in version "networking\.istio\.io\/v1"/,
  },
  {
    what: 'an alias bomb',
    yaml: ALIAS_BOMB,
    code: 'YAML001',
    stderr: /document contains excessive aliasing\n$/,
  },
  {
    what: 'ten megabytes',
    yaml: `a: ${'x'.repeat(10_000_000)}`,
    code: 'YAML002',
    stderr: /256 KiB|larger|quota|too large/i,
  },
];

describe('a manifest that cannot be', () => {
  test.each(refused)(
    '$what is refused with its place, by the editor and by kubectl',
    ({ yaml, code, line, stderr }) => {
      const world = emptyWorld();
      const [first] = world.check(yaml, { file: 'bad.yaml' });
      expect(first?.code).toBe(code);
      if (line !== undefined) expect(first?.range?.start.line).toBe(line);
      const before = world.snapshot().objects;
      const result = world.run('kubectl apply -f -', { stdin: yaml });
      expect(result.exitCode).toBe(1);
      expect(result.stderr.replace('STDIN', 'bad.yaml')).toMatch(stderr);
      expect(world.snapshot().objects).toEqual(before);
      expect(world.run('echo still here').stdout).toBe('still here\n');
    },
  );
});

describe('a command that never ends', () => {
  test('an empty loop hands control back and Ctrl-C ends it', () => {
    const world = emptyWorld();
    const loop = world.exec('while true; do :; done', { write: () => undefined });
    expect(world.runUntil(world.nowMs() + 3_600_000, BUDGET)).toBe('budget');
    expect(loop.done).toBe(false);
    loop.interrupt();
    expect(loop.exitCode).toBe(130);
    expect(world.run('echo free').stdout).toBe('free\n');
  });

  test('a flood of output is held back by who reads it', () => {
    const world = emptyWorld();
    let characters = 0;
    const terminal = world.openTerminal({
      columns: 80,
      rows: 24,
      write: (text) => (characters += text.length),
    });
    terminal.runLine('yes');
    world.runUntil(world.nowMs() + 10_000, BUDGET);
    expect(characters).toBeLessThan(20_000_000);
    expect(terminal.busy).toBe(true);
    terminal.input('\u0003');
    world.runUntil(world.nowMs() + 2_000, BUDGET);
    expect(terminal.busy).toBe(false);
  });

  test('a pipe ends the flood as soon as its reader has enough', () => {
    expect(emptyWorld().run('yes | head -3').stdout).toBe('y\ny\ny\n');
  });
});

describe('a catastrophic regular expression', () => {
  const manifest = (regex: string): string =>
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: slow\nspec:\n  hosts: [a.example.com]\n  http:\n    - match:\n        - uri:\n            regex: '${regex}'\n      route:\n        - destination:\n            host: a\n`;

  test('is accepted and matched in linear time, as RE2 does', () => {
    const world = emptyWorld();
    expect(world.apply(manifest('(a+)+$'), { file: 'slow.yaml' }).exitCode).toBe(0);
    expect(world.run(`echo ${'a'.repeat(5_000)}! | grep -cE '^(a+)+$'`).stdout).toBe('0\n');
  });

  test('that RE2 does not know is refused', () => {
    const result = emptyWorld().apply(manifest('(?=a)b'), { file: 'slow.yaml' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('invalid');
  });
});
