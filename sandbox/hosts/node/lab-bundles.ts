import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { defineLab, type Lab, type LabBundle } from '../../lab';

/** Every lab below docs/, by id, in the order of its folders. */
export function labFolders(root: string): ReadonlyMap<string, string> {
  const docs = join(root, 'docs');
  if (!existsSync(docs)) return new Map();
  const folders = readdirSync(docs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === '_lab')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(folders.map((folder) => [labId(folder), folder]));
}

/** Loads a lab with the texts of its files, manifests, solution and wrong edits. */
export function loadLab(root: string, folder: string): LabBundle {
  const lab = evaluateLab(join(folder, 'lab.ts'));
  return {
    lab,
    files: Object.fromEntries(lab.files.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
    manifests: appManifests(root, lab.apps),
    solution: readFileSync(join(folder, lab.solution), 'utf8'),
    wrong: Object.fromEntries(
      lab.wrong.map((edit) => [edit.file, readFileSync(join(folder, 'wrong', edit.file), 'utf8')]),
    ),
  };
}

/** The manifests of demo apps: every YAML file of static/manifests/<app>, by path. @throws when there is no such app */
export function appManifests(root: string, apps: readonly string[]): Record<string, string> {
  const manifests: Record<string, string> = {};
  for (const app of apps) {
    const folder = join(root, 'static', 'manifests', app);
    if (!existsSync(folder)) throw new Error(`no such app: ${app} (there is no ${relative(root, folder)})`);
    for (const name of readdirSync(folder).sort()) {
      if (/\.ya?ml$/.test(name)) manifests[`${app}/${name}`] = readFileSync(join(folder, name), 'utf8');
    }
  }
  return manifests;
}

/** `docs/02-traffic/01-canary/_lab` → `canary`. */
function labId(folder: string): string {
  return basename(join(folder, '..')).replace(/^\d+-/, '');
}

/** A lab file is one `defineLab({...})` of plain data; it is transpiled and evaluated with nothing else in reach. */
function evaluateLab(file: string): Lab {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs' });
  const module: { exports: { lab?: Lab } } = { exports: {} };
  const require = (): { defineLab: typeof defineLab } => ({ defineLab });
  runInNewContext(code, { module, exports: module.exports, require });
  const { lab } = module.exports;
  if (!lab) throw new Error(`${file} does not export \`lab\``);
  return lab;
}
