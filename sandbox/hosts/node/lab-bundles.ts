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

/**
 * The manifests that make demo apps run, by path below static/manifests: what the app's kustomization.yaml lists,
 * else every YAML file of its folder. Files that apps share appear once. @throws when there is no such app
 */
export function appManifests(root: string, apps: readonly string[]): Record<string, string> {
  const manifests: Record<string, string> = {};
  const all = join(root, 'static', 'manifests');
  for (const app of apps) {
    const folder = join(all, app);
    if (!existsSync(folder)) throw new Error(`no such app: ${app} (there is no ${relative(root, folder)})`);
    for (const name of resourcesOf(folder)) {
      const file = join(folder, name);
      manifests[relative(all, file)] = readFileSync(file, 'utf8');
    }
  }
  return manifests;
}

/** Every file below static/manifests: what stands in `~/samples` on the command line. */
export function sampleFiles(root: string): Record<string, string> {
  const all = join(root, 'static', 'manifests');
  const files = readdirSync(all, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(all, path), readFileSync(path, 'utf8')]));
}

/** The files of an app in the order they are applied, relative to its folder. Our kustomizations list plain paths only. */
function resourcesOf(folder: string): readonly string[] {
  const kustomization = join(folder, 'kustomization.yaml');
  if (!existsSync(kustomization)) {
    return readdirSync(folder)
      .sort()
      .filter((name) => /\.ya?ml$/.test(name));
  }
  return [...readFileSync(kustomization, 'utf8').matchAll(/^ +- (\S+)$/gm)].map(([, path = '']) => path);
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
