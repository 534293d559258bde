import { createHash } from 'node:crypto';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Compiler } from 'webpack';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import { bundleScript, SIMULATOR } from './bundle-script';
import { lessonsIn } from './lessons';

/** A file of the built site, named by its content. */
interface Asset {
  /** Below the site's base: `assets/js/simulator.1f0c….js`. */
  readonly name: string;
  readonly text: string;
}

interface Bundled {
  readonly assets: readonly Asset[];
  /** The script in the head of every page. */
  readonly head: string;
}

/**
 * What runs before, and beside, the page's own scripts: the simulator's worker, the script that opens a lesson's lab
 * early, and the few lines in the head that start both. They are bundled on their own, so that they need nothing of
 * the page, and so that the head can name them.
 */
export default function earlyPlugin(context: LoadContext): Plugin<Bundled> {
  const { siteDir, baseUrl } = context;
  return {
    name: 'early',
    getPathsToWatch: () =>
      ['sandbox', 'src/early', 'src/terminal', 'src/world', 'docs/**/_lab', 'static/manifests'].map(
        (folder) => path.join(siteDir, folder, '**', '*.{ts,yaml,sh}'),
      ),
    async loadContent() {
      const script = async (
        name: string,
        entry: string,
        define: Record<string, string> = {},
      ): Promise<Asset> => {
        const text = await bundleScript(path.join(siteDir, entry), define);
        return named(`assets/js/${name}`, '.js', text);
      };
      const labs = [...labFolders(siteDir)].map(
        ([id, folder]) =>
          [id, named(`assets/labs/${id}`, '.json', JSON.stringify(loadLab(siteDir, folder)))] as const,
      );
      const worker = await script('simulator', SIMULATOR);
      const early = await script('early', 'src/early/early.ts');
      const addresses = Object.fromEntries(
        lessonsIn(siteDir, context.i18n).flatMap(({ address, lab }) => {
          const data = labs.find(([id]) => id === lab)?.[1];
          return data === undefined ? [] : [[`${baseUrl}docs/${address}`, baseUrl + data.name]];
        }),
      );
      const head = await script('head', 'src/early/head.ts', {
        ASSETS: JSON.stringify({
          worker: baseUrl + worker.name,
          early: baseUrl + early.name,
          labs: addresses,
        }),
      });
      return {
        assets: [worker, early, ...labs.map(([, data]) => data)],
        head: head.text,
      };
    },
    // There is no offline cache while the site is being written.
    getClientModules: () => (process.env.NODE_ENV === 'production' ? ['./register-offline'] : []),
    configureWebpack: (_config, isServer, _utils, { assets }) =>
      isServer ? {} : { plugins: [emit(assets)] },
    injectHtmlTags: ({ content }) => ({ headTags: [{ tagName: 'script', innerHTML: content.head }] }),
  };
}

function named(stem: string, extension: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return { name: `${stem}.${hash}${extension}`, text };
}

/** Puts the files beside the bundler's own, where the offline cache finds them too. */
function emit(assets: readonly Asset[]): { apply(compiler: Compiler): void } {
  return {
    apply(compiler) {
      const { Compilation, sources } = compiler.webpack;
      compiler.hooks.thisCompilation.tap('early', (compilation) => {
        const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
        compilation.hooks.processAssets.tap({ name: 'early', stage }, () => {
          for (const { name, text } of assets) {
            compilation.emitAsset(name, new sources.RawSource(text), { minimized: true });
          }
        });
      });
    },
  };
}
