import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recoverProgress } from '../../src/progress/progress';
import { appliedTexts } from '../../src/world/applied-texts';
import { recoverSession } from '../../src/world/saved-session';

const snapshot = { version: 1, seed: 7, nowMs: 5, objects: [], files: {} } as const;

describe('recoverSession', () => {
  it('keeps a sound session as it is', () => {
    const saved = {
      version: 1,
      savedAtMs: 3,
      texts: { 'a.yaml': 'a' },
      transcript: '$ ',
      activeFile: 'a.yaml',
      snapshot,
    };
    expect(recoverSession(saved)).toEqual(saved);
  });

  it.each([
    ['the cluster', { snapshot: { version: 9 } }],
    ['a text', { texts: { 'a.yaml': 'a', 'b.yaml': 5 } }],
    ['the transcript', { transcript: [] }],
  ])('drops %s when it is damaged and keeps the texts', (_, damage) => {
    const saved = { version: 1, savedAtMs: 3, texts: { 'a.yaml': 'a' }, ...damage };
    expect(recoverSession(saved)).toEqual({ version: 1, savedAtMs: 3, texts: { 'a.yaml': 'a' } });
  });

  it('never throws, whatever is on the disk', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        recoverSession(stored);
        recoverProgress(stored);
      }),
    );
  });

  it('does not read what a later version wrote', () => {
    expect(recoverSession({ version: 2, texts: {} })).toBeUndefined();
  });
});

describe('appliedTexts', () => {
  const object = (file: string, text: string) => ({ object: {}, source: { file, text, document: 0 } });
  it.each([
    ['two objects of one text', [object('a.yaml', 'x'), object('a.yaml', 'x')], { 'a.yaml': 'x' }],
    ['objects of different texts', [object('a.yaml', 'x'), object('a.yaml', 'y')], {}],
    ['an absolute path', [object('/home/learner/a.yaml', 'x')], { 'a.yaml': 'x' }],
    ['an object without a source', [{ object: {} }], {}],
  ])('%s', (_, objects, texts) => {
    expect(appliedTexts({ ...snapshot, objects })).toEqual(texts);
  });
});
