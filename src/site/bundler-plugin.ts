import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { LoadContext, Plugin } from '@docusaurus/types';

const require = createRequire(import.meta.url);

/** Monaco's two editors that set texts side by side. */
const DIFF_EDITORS = /\/(d|multiD)iffEditorWidget\.js$/;
const WITHOUT_DIFF_EDITOR = fileURLToPath(new URL('../editor/without-diff-editor.ts', import.meta.url));

/** What the bundler must know beyond Docusaurus' own settings. */
export default function bundlerPlugin(context: LoadContext): Plugin {
  return {
    name: 'drydock-bundler',
    configureWebpack(_config, isServer, { currentBundler }) {
      return {
        // Pages are rendered by requiring the server build's chunks: the extension says CommonJS to Node.
        ...(isServer && { output: { chunkFilename: 'assets/js/[name].[contenthash:8].cjs' } }),
        module: {
          rules: [
            // Docusaurus generates modules that use `require`; in a "type": "module" package they would be strict ESM.
            { test: /\.js$/, include: [context.generatedFilesDir], type: 'javascript/auto' },
          ],
        },
        plugins: [
          // No page compares texts side by side: what only that needs stays away.
          new currentBundler.instance.NormalModuleReplacementPlugin(DIFF_EDITORS, WITHOUT_DIFF_EDITOR),
        ],
        resolve: {
          alias: {
            // monaco-editor 0.56 moved its modules; packages written before ask for the old path.
            'monaco-editor/esm/vs/editor/editor.worker.js$':
              require.resolve('monaco-editor/editor/editor.worker.js'),
          },
        },
      };
    },
  };
}
