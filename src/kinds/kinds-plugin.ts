import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { importBundled } from '../site/import-bundled';
import type { KindData } from './kind-data';

/** A page for every kind of Istio and Gateway API, derived from its declaration, and a list of them. */
export default function kindsPlugin(context: LoadContext): Plugin<readonly KindData[]> {
  const { siteDir, baseUrl, i18n } = context;
  return {
    name: 'kinds',
    getPathsToWatch: () => [path.join(siteDir, 'sandbox/istio/kinds/**/*.ts')],
    async loadContent() {
      const module = await importBundled(siteDir, 'src/kinds/explain-kinds.ts');
      return (module as typeof import('./explain-kinds')).explainKinds(i18n.currentLocale);
    },
    async contentLoaded({ content: kinds, actions }) {
      // all of them together are smaller than one chunk for each
      const modules = { kinds: await actions.createData('kinds.json', kinds) };
      const add = (address: string, component: string): void => {
        const file = `@site/src/kinds/${component}.tsx`;
        actions.addRoute({ path: baseUrl + address, component: file, exact: true, modules });
      };
      add('kinds', 'KindIndex');
      for (const { address } of kinds) add(`kinds/${address}`, 'KindPage');
    },
  };
}
