import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { I18n } from '@docusaurus/types';

/** A lesson as the lesson map shows it, in the reader's language. */
export interface Lesson {
  /** Address below the docs: `traffic/canary`. */
  readonly address: string;
  readonly title: string;
  readonly description: string;
  /** Id of its lab. */
  readonly lab: string;
}

/** Every folder of docs/ that has a lab, in reading order. */
export function lessonsIn(siteDir: string, i18n: I18n): readonly Lesson[] {
  const docs = path.join(siteDir, 'docs');
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((entry) => entry.endsWith(path.join('_lab', 'lab.ts')))
    .map((entry) => path.dirname(path.dirname(entry)))
    .sort()
    .map((folder) => {
      const front = frontMatter(localized(siteDir, i18n, path.join(folder, 'index.mdx')));
      return {
        address: folder.split(path.sep).map(withoutNumber).join('/'),
        title: front('title'),
        description: front('description'),
        lab: front('lab'),
      };
    });
}

/** The translated page where there is one, else the original. */
function localized(siteDir: string, i18n: I18n, page: string): string {
  const translated = path.join(
    siteDir,
    i18n.path,
    i18n.currentLocale,
    'docusaurus-plugin-content-docs/current',
    page,
  );
  return readFileSync(existsSync(translated) ? translated : path.join(siteDir, 'docs', page), 'utf8');
}

function frontMatter(text: string): (key: string) => string {
  const block = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  return (key) => new RegExp(`^${key}: *(.*)$`, 'm').exec(block)?.[1] ?? '';
}

function withoutNumber(name: string): string {
  return name.replace(/^\d+-/, '');
}
