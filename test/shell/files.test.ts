import { describe, expect, it } from 'vitest';
import type { FileError } from '../../sandbox/shell/index';
import { createVirtualFiles } from '../../sandbox/shell/index';

describe('virtual files', () => {
  it.each([
    ['a', '/home/learner', '/home/learner/a'],
    ['../x', '/home/learner', '/home/x'],
    ['./a//b/../c', '/tmp', '/tmp/a/c'],
    ['~', '/tmp', '/home/learner'],
    ['~/a', '/tmp', '/home/learner/a'],
    ['~a', '/tmp', '/tmp/~a'],
    ['/../..', '/tmp', '/'],
    ['', '/tmp', '/tmp'],
  ])('resolve %s in %s', (path, cwd, expected) => {
    expect(createVirtualFiles().resolve(path, cwd)).toBe(expected);
  });

  it('list a directory with its directories marked', () => {
    const files = createVirtualFiles({ 'b.yaml': 'b', 'a/x.yaml': 'x', '/tmp/t': 't' });
    expect(files.list('/home/learner')).toEqual(['a/', 'b.yaml']);
    expect(files.all()).toEqual(['/home/learner/a/x.yaml', '/home/learner/b.yaml', '/tmp/t']);
  });

  it.each([
    [
      'a directory in the way',
      (files: ReturnType<typeof createVirtualFiles>) => {
        files.write('/tmp', 'x');
      },
      'EISDIR',
    ],
    [
      'a file as a directory',
      (files: ReturnType<typeof createVirtualFiles>) => {
        files.write('/home/learner/f/x', 'x');
      },
      'ENOTDIR',
    ],
    [
      'more than the quota',
      (files: ReturnType<typeof createVirtualFiles>) => {
        files.write('/tmp/x', 'x'.repeat(101));
      },
      'ENOSPC',
    ],
    [
      'removing what is not there',
      (files: ReturnType<typeof createVirtualFiles>) => {
        files.remove('/tmp/no');
      },
      'ENOENT',
    ],
    [
      'removing a full directory',
      (files: ReturnType<typeof createVirtualFiles>) => {
        files.remove('/home/learner');
      },
      'ENOTEMPTY',
    ],
  ])('refuse %s', (_name, act, errno) => {
    const files = createVirtualFiles({ f: 'text' }, 100);
    expect(() => {
      act(files);
    }).toThrow(expect.objectContaining({ errno }) as FileError);
  });

  it('give the quota back when files shrink or go', () => {
    const files = createVirtualFiles({}, 10);
    files.write('/tmp/a', '1234567890');
    files.write('/tmp/a', '12345');
    files.write('/tmp/b', '12345');
    files.remove('/tmp/a');
    files.write('/tmp/c', '12345');
    expect(files.all()).toEqual(['/tmp/b', '/tmp/c']);
  });

  it('tell about changes until told to stop', () => {
    const files = createVirtualFiles();
    const seen: string[] = [];
    const stop = files.watch((path) => seen.push(path));
    files.write('/tmp/a', '1');
    files.remove('/tmp/a');
    stop();
    files.write('/tmp/b', '1');
    expect(seen).toEqual(['/tmp/a', '/tmp/a']);
  });
});
