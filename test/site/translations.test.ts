import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const docs = join(root, 'docs');

const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
  .filter((page) => page.endsWith('.mdx'))
  .sort();

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

/** What must not differ between languages: components with their properties, commands, code, the keys of the front matter. */
function skeleton(text: string): readonly string[] {
  const prose = text
    .replace(/<summary>[\s\S]*?<\/summary>/g, '')
    .replace(/<Choice ([^>]*)>.*?<\/Choice>/g, '<Choice $1>');
  return [
    ...prose.matchAll(/^\w+:(?= )|^lab: .*$|^slug: .*$/gm),
    ...prose.matchAll(/<Try>.*?<\/Try>|<[A-Z]\w*[^>]*>|^```[\s\S]*?^```|\]\([^)]*\)/gm),
  ].map(([found]) => found);
}

describe.each(['ko', 'ja'])('the translation to %s', (locale) => {
  const translated = join('i18n', locale, 'docusaurus-plugin-content-docs', 'current');

  it.each(pages)('has %s with the same steps', (page) => {
    expect(existsSync(join(root, translated, page))).toBe(true);
    expect(skeleton(read(translated, page))).toEqual(skeleton(read('docs', page)));
  });

  it('has no page that is gone', () => {
    const translations = readdirSync(join(root, translated), { recursive: true, encoding: 'utf8' });
    expect(translations.filter((page) => page.endsWith('.mdx')).sort()).toEqual(pages);
  });

  it('has every text of the interface', () => {
    const code = JSON.parse(read('i18n', locale, 'code.json')) as Record<string, unknown>;
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => read('src', file));
    const used = sources.flatMap((source) =>
      [...source.matchAll(/\bid(?:: |=)['"]([a-zA-Z]+(?:\.[a-zA-Z]+)+)['"]/g)].map(([, id]) => id ?? ''),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((id) => !(id in code))).toEqual([]);
  });
});
