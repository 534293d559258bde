import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import type { Lab } from '../../sandbox/lab';

/** Reads the `lab` a lesson's `lab.ts` declares. The file is data: it is bundled in memory and evaluated once. */
export async function loadLab(file: string): Promise<Lab> {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    format: 'cjs',
    write: false,
    logLevel: 'silent',
  });
  const module: { exports: { lab?: Lab } } = { exports: {} };
  runInNewContext(result.outputFiles[0]?.text ?? '', { module, exports: module.exports }, { filename: file });
  if (!module.exports.lab) throw new Error(`${file} exports no \`lab\``);
  return module.exports.lab;
}
