import { describe, expect, it } from 'vitest';
import { openTerminal } from './support/terminal';

const P = 'learner@drydock:~$';
const CTRL = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 64);
const UP = '\u001b[A';
const DOWN = '\u001b[B';
const LEFT = '\u001b[D';
const RIGHT = '\u001b[C';

/** Keys typed at a fresh prompt, and the line with the cursor (▏) that they leave. */
const EDITS: readonly (readonly [name: string, keys: string, line: string])[] = [
  ['typing', 'echo hi', 'echo hi▏'],
  ['backspace', 'echo hix\u007f', 'echo hi▏'],
  ['left and insert', `ab${LEFT}X`, 'aX▏b'],
  ['right', `ab${LEFT}${LEFT}${RIGHT}X`, 'aX▏b'],
  ['Ctrl-A', `bc${CTRL('A')}a`, 'a▏bc'],
  ['Ctrl-E', `ab${CTRL('A')}${CTRL('E')}c`, 'abc▏'],
  ['Home and End', 'bc\u001b[Ha\u001b[Fd', 'abcd▏'],
  ['Delete', `abc${CTRL('A')}\u001b[3~`, '▏bc'],
  ['Ctrl-K', `abc def${CTRL('A')}${RIGHT}${RIGHT}${RIGHT}${CTRL('K')}`, 'abc▏'],
  ['Ctrl-U', `abc def${LEFT}${LEFT}${LEFT}${CTRL('U')}`, '▏def'],
  ['Ctrl-W to white space', `curl http://a/b-c${CTRL('W')}`, 'curl ▏'],
  ['Ctrl-Y puts back', `one two${CTRL('W')}${CTRL('A')}${CTRL('Y')} `, 'two ▏one'],
  ['Alt-B by words', 'one two-three\u001bbX', 'one two-X▏three'],
  ['Alt-F by words', `one two${CTRL('A')}\u001bfX`, 'oneX▏ two'],
  ['Alt-Backspace by words', 'one two-three\u001b\u007f', 'one two-▏'],
  ['Alt-D forward', `one two${CTRL('A')}\u001bd`, '▏ two'],
  ['Ctrl-Left and Ctrl-Right', 'one two\u001b[1;5D\u001b[1;5DX\u001b[1;5C', 'Xone▏ two'],
  ['Ctrl-T', `ab${CTRL('T')}`, 'ba▏'],
  ['Ctrl-D deletes', `abc${CTRL('A')}${CTRL('D')}`, '▏bc'],
  ['wide characters', `한국어${LEFT}X`, '한국X▏어'],
  ['erase a wide character', '日本\u007f', '日▏'],
  ['an emoji is one character', `a🚢b${LEFT}\u007f`, 'a▏b'],
  ['unknown sequences are ignored', 'a\u001b[15~\u001b[200xb', 'ab▏'],
];

describe('editing a line', () => {
  it.each(EDITS)('%s', (_name, keys, line) => {
    const { keys: type, screen } = openTerminal();
    type(keys);
    // A wide character fills two cells; the cursor mark is put at its cell.
    expect(screen.text({ cursor: true })).toBe(`${P} ${line}`);
  });

  it('wraps a long line and edits in its middle', () => {
    const { keys, screen } = openTerminal({ columns: 50 });
    keys(`echo ${'a'.repeat(30)}${'b'.repeat(10)}`);
    keys(CTRL('A') + 'X');
    expect(screen.text({ cursor: true })).toBe(
      `${P} X▏echo ${'a'.repeat(25)}\n${'a'.repeat(5)}${'b'.repeat(10)}`,
    );
    keys(CTRL('E') + CTRL('U'));
    expect(screen.text({ cursor: true })).toBe(`${P} ▏`);
  });

  it('moves to the next row when the text fills the last column', () => {
    const { keys, screen } = openTerminal({ columns: 50 });
    keys('x'.repeat(50 - P.length - 1));
    expect(screen.text({ cursor: true })).toBe(`${P} ${'x'.repeat(31)}\n▏`);
    keys('y');
    expect(screen.text({ cursor: true })).toBe(`${P} ${'x'.repeat(31)}\ny▏`);
    keys('\u007f\u007f');
    expect(screen.text({ cursor: true })).toBe(`${P} ${'x'.repeat(30)}▏`);
  });

  it('keeps a wide character whole at the margin', () => {
    const { keys, screen } = openTerminal({ columns: 50 });
    keys(`${'x'.repeat(30)}한${CTRL('A')}y`);
    expect(screen.text({ cursor: true })).toBe(`${P} y▏${'x'.repeat(30)}\n한`);
  });

  it('redraws for another width', () => {
    const { keys, screen, resize } = openTerminal({ columns: 80 });
    keys('echo one two three');
    resize(50);
    keys('!');
    expect(screen.text({ cursor: true })).toBe(`${P} echo one two three!▏`);
  });
});

describe('running commands', () => {
  it('prints output and the next prompt', () => {
    const { keys, screen } = openTerminal();
    keys('echo hello\r');
    expect(screen.text()).toBe(`${P} echo hello\nhello\n${P}`);
  });

  it('streams lines as virtual time passes', () => {
    const { keys, screen, world } = openTerminal();
    keys('while true; do echo tick; sleep 1; done\r', 100);
    expect(screen.text().split('\n').slice(1)).toEqual(['tick']);
    world.kernel.runUntil(world.kernel.nowUs + 2_000_000);
    expect(screen.text().split('\n').slice(1)).toEqual(['tick', 'tick', 'tick']);
  });

  it('stops at Ctrl-C with nothing left running', () => {
    const { keys, screen, world, terminal } = openTerminal();
    keys('while true; do echo tick; sleep 1; done | cat\r', 1500);
    keys(CTRL('C'));
    expect(screen.text()).toBe(`${P} while true; do echo tick; sleep 1; done |\n cat\ntick\ntick\n^C\n${P}`);
    expect(terminal.busy).toBe(false);
    keys('echo $?\r');
    expect(screen.line).toBe(P);
    expect(screen.text()).toContain('\n130\n');
    expect(world.kernel.idle).toBe(true);
  });

  it('stays responsive in a loop that does nothing', () => {
    const { keys, world, terminal } = openTerminal();
    keys('while true; do :; done\r', 10);
    expect(terminal.busy).toBe(true);
    expect(world.kernel.runUntil(world.kernel.nowUs + 1_000_000, { maxEvents: 5000 })).toBe('reached');
    keys(CTRL('C'));
    expect(terminal.busy).toBe(false);
  });

  it('bounds a flood of output per virtual second', () => {
    const { keys, raw, terminal } = openTerminal();
    keys('yes\r', 2000);
    const length = raw().length;
    expect(length).toBeGreaterThan(100_000);
    expect(length).toBeLessThan(2_000_000);
    keys(CTRL('C'));
    expect(terminal.busy).toBe(false);
  });

  it('puts the prompt behind output without a newline', () => {
    const { keys, screen } = openTerminal();
    keys('printf abc\r');
    keys(`x${LEFT}y`);
    expect(screen.text({ cursor: true })).toBe(`${P} printf abc\nabc${P} y▏x`);
  });

  it('prints ^C at a prompt and drops the line', () => {
    const { keys, screen } = openTerminal();
    keys(`half${CTRL('C')}`);
    expect(screen.text()).toBe(`${P} half^C\n${P}`);
  });

  it('asks for more lines until a command is complete', () => {
    const { keys, screen } = openTerminal();
    keys('for i in 1 2\rdo echo $i\rdone\r');
    expect(screen.text()).toBe(`${P} for i in 1 2\n> do echo $i\n> done\n1\n2\n${P}`);
  });

  it('runs a here-document line by line', () => {
    const { keys, screen } = openTerminal();
    keys('cat > a.yaml <<EOF\rkind: Gateway\rEOF\rcat a.yaml\r');
    expect(screen.text()).toBe(
      `${P} cat > a.yaml <<EOF\n> kind: Gateway\n> EOF\n${P} cat a.yaml\nkind: Gateway\n${P}`,
    );
  });

  it('gives up an unfinished command at Ctrl-C', () => {
    const { keys, screen } = openTerminal();
    keys(`echo "a\r${CTRL('C')}echo b\r`);
    expect(screen.text()).toBe(`${P} echo "a\n> ^C\n${P} echo b\nb\n${P}`);
  });

  it('runs a pasted block as one command when the terminal marks it', () => {
    const { keys, screen } = openTerminal();
    keys('\u001b[200~echo one\necho two\u001b[201~');
    expect(screen.text()).toBe(`${P} echo one\necho two`);
    keys('\r');
    expect(screen.text()).toBe(`${P} echo one\necho two\none\ntwo\n${P}`);
  });

  it('runs pasted lines one by one when they are not marked', () => {
    const { keys, screen } = openTerminal();
    keys('echo one\necho two\n');
    expect(screen.text()).toContain('one\n');
    expect(screen.text().endsWith(`two\n${P}`)).toBe(true);
  });

  it('feeds typed lines to a command that reads, up to Ctrl-D', () => {
    const { keys, screen } = openTerminal();
    keys('cat\r');
    keys('hello\r');
    keys(CTRL('D'));
    expect(screen.text()).toBe(`${P} cat\nhello\nhello\n${P}`);
  });

  it('keeps what is typed while a command runs for the next prompt', () => {
    const { keys, screen } = openTerminal();
    keys('sleep 1\r');
    keys('echo later\r', 2000);
    expect(screen.text().endsWith(`${P} echo later\nlater\n${P}`)).toBe(true);
  });

  it('queues lines that are run from outside and gives the draft back', () => {
    const { keys, screen, terminal } = openTerminal();
    keys('dra');
    terminal.runLine('echo one');
    terminal.runLine('echo two');
    keys('');
    expect(screen.text()).toBe(`${P} echo one\none\n${P} echo two\ntwo\n${P} dra`);
  });

  it('tells about background jobs', () => {
    const { keys, screen } = openTerminal();
    keys('sleep 1 &\r');
    keys('\r', 2000);
    keys('\r');
    expect(screen.text()).toBe(
      `${P} sleep 1 &\n[1] 4174\n${P}\n${P}\n[1]+  Done                    sleep 1\n${P}`,
    );
  });

  it('prints output of a background job above the line being typed', () => {
    const { keys, screen } = openTerminal();
    keys('{ sleep 1; echo done; } &\r');
    keys('typing', 2000);
    expect(screen.text({ cursor: true })).toBe(
      `${P} { sleep 1; echo done; } &\n[1] 4174\ndone\n${P} typing▏`,
    );
  });

  it('runs a trap on INT after Ctrl-C', () => {
    const { keys, screen } = openTerminal();
    keys("trap 'echo caught' INT\rsleep 9\r");
    keys(CTRL('C'));
    expect(screen.text().endsWith(`^C\ncaught\n${P}`)).toBe(true);
  });

  it('shows the directory', () => {
    const { keys, screen } = openTerminal({ files: { 'samples/a.yaml': 'a: 1\n' } });
    keys('cd samples\rcd /tmp\r');
    expect(screen.text()).toBe(`${P} cd samples\nlearner@drydock:~/samples$ cd /tmp\nlearner@drydock:/tmp$`);
  });

  it('clears the screen with Ctrl-L and keeps the line', () => {
    const { keys, screen } = openTerminal();
    keys(`echo a\recho b${CTRL('L')}`);
    expect(screen.text({ cursor: true })).toBe(`${P} echo b▏`);
  });
});

describe('history', () => {
  it('walks up and down and keeps the draft', () => {
    const { keys, screen } = openTerminal({ history: ['first', 'second'] });
    keys(`draft${UP}`);
    expect(screen.line).toBe(`${P} second`);
    keys(UP + UP);
    expect(screen.line).toBe(`${P} first`);
    keys(DOWN + DOWN);
    expect(screen.line).toBe(`${P} draft`);
  });

  it('hands every new line to whoever keeps it, without repeats and blanks', () => {
    const kept: string[][] = [];
    const { keys } = openTerminal({ history: ['old'], onHistory: (lines) => kept.push([...lines]) });
    keys('echo a\recho a\r  \r secret\recho b\r');
    expect(kept).toEqual([
      ['old', 'echo a'],
      ['old', 'echo a', 'echo b'],
    ]);
  });

  it('searches backwards with Ctrl-R', () => {
    const { keys, screen } = openTerminal({
      history: ['kubectl get pods', 'curl one', 'kubectl get svc', 'ls'],
    });
    keys(`${CTRL('R')}get`);
    expect(screen.line).toBe("(reverse-i-search)`get': kubectl get svc");
    keys(CTRL('R'));
    expect(screen.line).toBe("(reverse-i-search)`get': kubectl get pods");
    keys('zzz');
    expect(screen.line).toBe("(failed reverse-i-search)`getzzz': kubectl get pods");
    keys(CTRL('E'));
    expect(screen.text({ cursor: true })).toBe(`${P} kubectl get pods▏`);
  });

  it('leaves the search with the old line at Ctrl-G', () => {
    const { keys, screen } = openTerminal({ history: ['ls -l'] });
    keys(`${CTRL('R')}ls\u0007`);
    expect(screen.text({ cursor: true })).toBe(`${P} ▏`);
  });
});
