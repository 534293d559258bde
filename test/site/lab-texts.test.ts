import { describe, expect, it } from 'vitest';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import { labTexts } from '../../src/site/texts/catalogue';

const root = new URL('../..', import.meta.url).pathname;

describe.each([...labFolders(root)])('the lab %s', (id, folder) => {
  const { lab } = loadLab(root, folder);

  it.each(['en', 'ko', 'ja'])('has a sentence in %s for each check, hint and mistake', (locale) => {
    const texts = labTexts(locale, id);
    expect(Object.keys(texts.checks).sort()).toEqual(lab.checks.map((check) => check.id).sort());
    expect(Object.keys(texts.hints)).toEqual(
      Array.from({ length: lab.hints }, (_, index) => String(index + 1)),
    );
    expect(Object.keys(texts.wrong).sort()).toEqual(lab.wrong.map((edit) => edit.feedback).sort());
  });

  it('shows its first file in the editor and applies only files it has', () => {
    expect(lab.files).not.toEqual([]);
    expect(lab.files).toEqual(expect.arrayContaining([...(lab.applied ?? [])]));
  });
});
