import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * What a module exports that imports the simulator. It is read as a bundle: the loader of plugins would take a minute
 * over its sources. @param entry below `siteDir`
 */
export async function importBundled(siteDir: string, entry: string): Promise<unknown> {
  const name = `${path.basename(entry, '.ts')}-${String(process.pid)}`;
  const folder = path.join(siteDir, 'node_modules', '.cache', 'drydock', name);
  const outfile = path.join(folder, `${String(Date.now())}.cjs`);
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [path.join(siteDir, entry)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  const module: unknown = require(outfile);
  rmSync(folder, { recursive: true });
  return module;
}
