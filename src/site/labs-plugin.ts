import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Lab, LabBundle } from '../../sandbox/lab';
import { loadLab } from './load-lab';

/**
 * Finds the `_lab/lab.ts` of every lesson below docs/ and gives the pages two things: all labs as data, and one
 * lazily loaded chunk per lab with the texts of its files, its apps' manifests, its solution and its known
 * mistakes. Importable as `@generated/drydock-labs/default/labs.js`.
 */
export function labsPlugin(context: LoadContext): Plugin {
  const docs = path.join(context.siteDir, 'docs');
  const manifests = path.join(context.siteDir, 'static', 'manifests');
  return {
    name: 'drydock-labs',
    getPathsToWatch: () => [path.join(docs, '**', '_lab', '**'), path.join(manifests, '**', '*.yaml')],
    async contentLoaded({ actions }) {
      const folders = await findLabFolders(docs);
      const bundles = await Promise.all(folders.map((folder) => readBundle(folder, manifests)));
      const labs = Object.fromEntries(bundles.map((bundle) => [bundle.lab.id, bundle.lab]));
      for (const bundle of bundles) await actions.createData(`${bundle.lab.id}.json`, bundle);
      const loaders = bundles.map(
        ({ lab: { id } }) =>
          `  ${JSON.stringify(id)}: () => import(/* webpackChunkName: "lab-${id}" */ './${id}.json'),`,
      );
      await actions.createData(
        'labs.js',
        `export const labs = ${JSON.stringify(labs)};\nexport const loadLabBundle = {\n${loaders.join('\n')}\n};\n`,
      );
    },
  };
}

async function findLabFolders(docs: string): Promise<readonly string[]> {
  const entries = await readdir(docs, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith(path.join('_lab', 'lab.ts')))
    .map((entry) => path.join(docs, path.dirname(entry)))
    .sort();
}

async function readBundle(folder: string, manifestsRoot: string): Promise<LabBundle> {
  const lab = await loadLab(path.join(folder, 'lab.ts'));
  const wrong = lab.wrong.map((edit) => edit.file);
  return {
    lab,
    files: await readTexts(folder, lab.files),
    manifests: await readManifests(lab, manifestsRoot),
    solution: await readFile(path.join(folder, lab.solution), 'utf8'),
    wrong: await readTexts(path.join(folder, 'wrong'), wrong),
  };
}

async function readTexts(folder: string, names: readonly string[]): Promise<Record<string, string>> {
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/** `<app>/<file>` → text, in the order they are applied: apps as the lab lists them, files by name. */
async function readManifests(lab: Lab, root: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const app of lab.apps) {
    const names = (await readdir(path.join(root, app))).filter((name) => name.endsWith('.yaml')).sort();
    for (const name of names) texts[`${app}/${name}`] = await readFile(path.join(root, app, name), 'utf8');
  }
  return texts;
}
