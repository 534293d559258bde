import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import { lessonsIn } from './lessons';

/**
 * Gives the pages every lab as a chunk of its own with the texts of its files, its apps' manifests, its solution
 * and its known mistakes (`@generated/labs/default/<id>.json`), and the list of lessons for the lesson map
 * (`@generated/labs/default/lessons.json`).
 */
export default function labsPlugin(context: LoadContext): Plugin {
  const { siteDir } = context;
  return {
    name: 'labs',
    getPathsToWatch: () => [
      path.join(siteDir, 'docs', '**', '_lab', '**'),
      path.join(siteDir, 'static', 'manifests', '**', '*.yaml'),
    ],
    async contentLoaded({ actions }) {
      for (const [id, folder] of labFolders(siteDir)) {
        await actions.createData(`${id}.json`, loadLab(siteDir, folder));
      }
      await actions.createData('lessons.json', lessonsIn(siteDir, context.i18n));
    },
  };
}
