import { describe, expect, it } from 'vitest';
import { EscapeThenTab } from '../../src/editor/escape-then-tab';
import { KeyRouter } from '../../src/terminal/keys';

const key = (name: string, modifiers: Partial<Record<'ctrlKey' | 'shiftKey' | 'metaKey', boolean>> = {}) => ({
  type: 'keydown',
  key: name,
  ctrlKey: false,
  shiftKey: false,
  metaKey: false,
  ...modifiers,
});

describe('keys in the terminal', () => {
  it.each([
    ['Tab completes', [key('Tab')], false, ['shell']],
    ['Shift+Tab leaves', [key('Tab', { shiftKey: true })], false, ['browser']],
    ['Esc then Tab leaves', [key('Escape'), key('Tab')], false, ['shell', 'browser']],
    [
      'a key in between forgets Esc',
      [key('Escape'), key('a'), key('Tab')],
      false,
      ['shell', 'shell', 'shell'],
    ],
    [
      'Esc then Shift+Tab leaves',
      [key('Escape'), key('Shift'), key('Tab', { shiftKey: true })],
      false,
      ['shell', 'shell', 'browser'],
    ],
    ['Ctrl+C interrupts', [key('c', { ctrlKey: true })], false, ['shell']],
    ['Ctrl+C copies a selection', [key('c', { ctrlKey: true })], true, ['copy']],
    ['Ctrl+V pastes', [key('v', { ctrlKey: true })], false, ['browser']],
  ])('%s', (_, keys, selected, verdicts) => {
    const router = new KeyRouter();
    expect(keys.map((event) => router.route(event, selected))).toEqual(verdicts);
  });
});

describe('keys in the editor', () => {
  it('lets Tab go after Esc, and takes it back after any other key', () => {
    const told: boolean[] = [];
    const escape = new EscapeThenTab((leaves) => told.push(leaves));
    for (const pressed of ['tab', 'escape', 'tab', 'other', 'tab'] as const) escape.key(pressed);
    expect(told).toEqual([true, false]);
  });
});
