import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');

/** Source files below the given folders, as paths from the root. */
export function sourceFiles(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
  );
}

/** The project files a file imports or re-exports, type-only edges included, resolved to paths from the root. */
export function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g,
    ),
  ];
  return found
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .flatMap((specifier) => resolveImport(file, specifier));
}

function resolveImport(from: string, specifier: string): string[] {
  const base = specifier.startsWith('@site/')
    ? join(root, specifier.slice('@site/'.length))
    : specifier.startsWith('.')
      ? resolve(root, dirname(from), specifier)
      : undefined;
  if (base === undefined) return [];
  const candidate = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(
    (path) => /\.[a-z]+$/.test(path) && existsSync(path),
  );
  return candidate === undefined ? [] : [relative(root, candidate)];
}
