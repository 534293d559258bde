import { minify } from '@swc/core';
import { build } from 'esbuild';

/** Entry of the simulator's worker, below the project's folder. */
export const SIMULATOR = 'sandbox/hosts/worker/worker.ts';

/**
 * A script with everything it imports, for a browser: bundled by one tool, made small by the other, whose minifier
 * leaves out more. @param define names to replace by JSON texts
 */
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
  const { code } = await minify(outputFiles[0]?.text ?? '', {
    compress: { passes: 2 },
    ecma: 2022,
    format: { comments: false },
    mangle: true,
    module: false,
  });
  return code.trimEnd();
}
