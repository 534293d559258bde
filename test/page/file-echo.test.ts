import { describe, expect, it } from 'vitest';
import { FileEcho } from '../../src/world/file-echo';

describe('FileEcho', () => {
  it('knows its own writes, also when they are reported late', () => {
    const echo = new FileEcho();
    echo.sent('a', 'one');
    echo.sent('a', 'two');
    expect([echo.isOwn('a', 'one'), echo.awaits('a'), echo.isOwn('a', 'two'), echo.awaits('a')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('takes everything before a reported write as done', () => {
    const echo = new FileEcho();
    echo.sent('a', 'one');
    echo.sent('a', 'two');
    expect([echo.isOwn('a', 'two'), echo.isOwn('a', 'one')]).toEqual([true, false]);
  });

  it('tells a change made elsewhere', () => {
    const echo = new FileEcho();
    echo.sent('a', 'one');
    expect([echo.isOwn('a', 'other'), echo.isOwn('b', 'one'), echo.isOwn('a', undefined)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
