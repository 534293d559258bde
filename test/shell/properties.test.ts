import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellQuote, singleQuote, backslashQuote } from '../../sandbox/shell/expand/quote';
import { compilePattern } from '../../sandbox/shell/expand/pattern';
import { coreCommands, createShell } from '../../sandbox/shell/index';
import { fakeWorld } from './support/fake-world';
import { runScript } from './support/run-script';

const line = fc.string({ maxLength: 20 }).map((text) => text.replace(/[\n\0]/g, ' '));
const lines = fc.array(line, { maxLength: 12 });

describe('quoting', () => {
  it.each([
    ['shellQuote', shellQuote],
    ['singleQuote', singleQuote],
    ['backslashQuote', backslashQuote],
  ])('%s round-trips through the shell', (_name, quote) => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30, unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
        (text) => {
          expect(runScript(`printf '[%s]' ${quote(text)}`).stdout).toBe(`[${text}]`);
        },
      ),
    );
  });

  it('keeps every word of an array apart', () => {
    fc.assert(
      fc.property(lines, (words) => {
        const script = `a=(${words.map(singleQuote).join(' ')}); for w in "\${a[@]}"; do echo "<$w>"; done`;
        expect(runScript(script).stdout).toBe(words.map((word) => `<${word}>\n`).join(''));
      }),
    );
  });
});

describe('pipelines', () => {
  const stages = fc.array(
    fc.constantFrom(
      'sort',
      'uniq',
      'uniq -c',
      'tac',
      'rev',
      'head -n 5',
      'tail -n 4',
      'tr a-z A-Z',
      'cat -n',
      'grep -v a',
      'sort -rn',
      'cut -c1-6',
      'nl -ba',
    ),
    { minLength: 1, maxLength: 4 },
  );

  it('equal running stage after stage through files', () => {
    fc.assert(
      fc.property(lines, stages, (input, commands) => {
        const files = { in: input.map((each) => `${each}\n`).join('') };
        const piped = runScript(`cat in | ${commands.join(' | ')}`, { files });
        const stepped = runScript(
          commands
            .map((command, i) => `${command} < ${i === 0 ? 'in' : `s${String(i)}`} > s${String(i + 1)}`)
            .join('; ') + `; cat s${String(commands.length)}`,
          { files },
        );
        expect(piped.stdout).toBe(stepped.stdout);
      }),
    );
  });

  it('loops in a pipeline deliver every line whatever the back-pressure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        const script = `for i in $(seq ${String(count)}); do echo $i; done | while read n; do echo $n; done | wc -l`;
        expect(runScript(script).stdout).toBe(`${String(count)}\n`);
      }),
      { numRuns: 20 },
    );
  });
});

describe('arithmetic', () => {
  const operand = fc.integer({ min: -1000, max: 1000 });
  it('agrees with integers', () => {
    fc.assert(
      fc.property(operand, operand, operand, (a, b, c) => {
        const text = (n: number): string => `(${String(n)})`;
        const { stdout } = runScript(
          `echo $((${text(a)} * ${text(b)} - ${text(c)})) $((${text(a)} > ${text(b)} || ${text(c)}))`,
        );
        expect(stdout).toBe(`${String(a * b - c + 0)} ${a > b || c !== 0 ? '1' : '0'}\n`);
      }),
    );
  });
});

describe('patterns', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });

  it('match what the equivalent regular expression matches', () => {
    fc.assert(
      fc.property(text, pattern, (subject, glob) => {
        const source = glob.replace(
          /[.*?]/g,
          (char) => ({ '.': '\\.', '*': '[^]*', '?': '[^]' })[char] ?? char,
        );
        const compiled = compilePattern([{ text: glob, quoted: false }]);
        expect(compiled.matches(subject)).toBe(new RegExp(`^${source}$`).test(subject));
      }),
    );
  });

  it('stay fast where backtracking would explode', () => {
    const glob = compilePattern([{ text: `${'*a'.repeat(30)}b`, quoted: false }]);
    expect(glob.matches('a'.repeat(2000))).toBe(false);
  });
});

describe('cancellation', () => {
  const SCRIPTS = [
    'sleep 9',
    'yes | sort | head -3 | cat',
    'while true; do seq 100; done | while read x; do sleep 0.01; echo $x; done',
    'f() { local x=1; sleep 1; f; }; f',
    'x=$(sleep 5; echo a); echo $x',
    '(cd /tmp; sleep 3; pwd) | cat',
    'timeout 5 watch -n 0.5 date',
    'seq 50 | xargs -n1 sleep',
    'while :; do :; done',
    'cat <(sleep 1; echo a)',
    'for i in 1 2 3; do sleep 1; done; { sleep 1; echo b; } | tee out',
  ];

  it.each(SCRIPTS)('leaves nothing running: %s', (script) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000 }), (afterUs) => {
        const world = fakeWorld();
        const shell = createShell({ world, commands: coreCommands });
        const task = world.kernel.spawn('test', shell.run(script, { write: () => undefined }));
        world.kernel.runUntil(afterUs);
        task.cancel();
        world.kernel.runUntil(afterUs + 1000);
        expect(world.kernel.idle).toBe(true);
        expect(runScript('pwd; echo $?; type f; return', { world, shell }).stdout.split('\n')[0]).toBe(
          '/home/learner',
        );
      }),
      { numRuns: 15 },
    );
  });
});

describe('any text', () => {
  const token = fc.constantFrom(
    'echo',
    'a',
    '$x',
    '${x:-y}',
    '${x#*',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '|',
    '&&',
    '||',
    ';',
    '&',
    '>',
    '<',
    '<<E',
    '\n',
    'E',
    '2>&1',
    'if',
    'then',
    'fi',
    'for',
    'in',
    'do',
    'done',
    'case',
    'esac',
    ';;',
    '{',
    '}',
    '(',
    '((',
    '))',
    '[[',
    ']]',
    '[',
    ']',
    '=',
    '==',
    '=~',
    '-n',
    '-z',
    '*',
    '?',
    '[a-',
    '{1..3}',
    '{a,b}',
    '$((1+',
    '1',
    '!',
    'f()',
    'local',
    'x=1',
    'a[1]=2',
    'x=(1 2)',
    '${a[@]}',
    '\\',
    '#',
    '~',
    'set -eu',
    'cat',
    'grep',
    'sort',
    'read y',
    'printf',
    '%d',
    'test',
    'export',
    'unset x',
    'cd',
    'trap',
    'eval',
    '한',
    '$!',
    '$?',
    'wait',
    '>&-',
  );
  const source = fc
    .array(fc.tuple(token, fc.constantFrom('', ' ', ' ')), { maxLength: 14 })
    .map((parts) => parts.flat().join(''));

  it('ends with a status and never with a bug of ours', () => {
    fc.assert(
      fc.property(source, (script) => {
        const { stderr, exitCode } = runScript(script);
        expect(stderr).not.toContain('sandbox bug');
        expect(exitCode).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the same seed', () => {
  it('gives the same transcript', () => {
    const script = 'for i in 1 2 3; do echo $RANDOM; sleep 0.3; date +%T.%N; done | sort';
    expect(runScript(script)).toEqual(runScript(script));
  });
});
