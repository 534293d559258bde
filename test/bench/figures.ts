import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Figures } from '../../src/site/figures';
import { runConformance } from '../conformance/run';
import { simulatorSize } from './simulator-size';
import { startUp } from './start-up';

/**
 * `drydock bench --figures`: measures what the landing page claims, prints it and writes src/site/figures.json.
 * @param corpus the corpus directory; without one there is nothing to claim
 */
export async function writeFigures(root: string, corpus: string): Promise<number> {
  // First: a world is slower in a process that has just begun.
  const [firstWorld] = await startUp(root).run();
  const results = await runConformance(corpus);
  if (results === undefined) {
    process.stderr.write(`bench: there is no corpus at ${corpus}\n`);
    return 1;
  }
  const counts = Object.values(results);
  const figures: Figures = {
    conformance: {
      pass: counts.reduce((sum, { pass }) => sum + pass, 0),
      total: counts.reduce((sum, { total }) => sum + total, 0),
    },
    startUpMs: Math.round(firstWorld?.value ?? 0),
    simulatorKb: Math.round((await simulatorSize(root).run())[0]?.value ?? 0),
  };
  const text = `${JSON.stringify(figures, null, 2)}\n`;
  writeFileSync(path.join(root, 'src/site/figures.json'), text);
  process.stdout.write(text);
  return 0;
}
