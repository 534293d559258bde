import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../sandbox/hosts/node/main';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the command says to standard error, and its exit code. */
async function complaint(
  argv: readonly string[],
): Promise<{ readonly code: number; readonly first: string }> {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  const code = await main(argv, path.resolve('.'));
  return { code, first: said.join('').split('\n')[0] ?? '' };
}

describe('the drydock command with bad arguments', () => {
  it.each([
    [['fly'], 64, 'drydock: unknown command "fly"'],
    [['run', '--wings'], 64, 'drydock: unknown flag: --wings'],
    [['run', '--lab', 'none', '-c', 'true'], 64, 'drydock: no such lab: none; there are: canary'],
    [['run', '--seed', 'x', '-c', 'true'], 64, 'drydock: --seed wants a whole number, not "x"'],
    [['analyze', 'none.yaml'], 66, "drydock: ENOENT: no such file or directory, open 'none.yaml'"],
    [
      ['run', '--mount', 'package.json', '-c', 'true'],
      66,
      "drydock: ENOTDIR: not a directory, scandir 'package.json'",
    ],
  ])('%s', async (argv, code, first) => {
    expect(await complaint(argv)).toEqual({ code, first });
  });
});
