import { build } from 'esbuild';

/** Entry of the simulator's worker, below the project's folder. */
export const SIMULATOR = 'sandbox/hosts/worker/worker.ts';

/** A script with everything it imports, minified, for a browser. @param define names to replace by JSON texts */
export async function bundleScript(
  entry: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    define: { ...define },
    format: 'iife',
    legalComments: 'none',
    logLevel: 'error',
    minify: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text.trimEnd() ?? '';
}
