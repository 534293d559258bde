import { resolve } from 'node:path';
import type { Arguments } from '../../sandbox/hosts/node/arguments';
import { runConformance, type CorpusResult } from './run';

/** `drydock conformance`: prints the report as JSON, or a table with the first failures of each corpus. */
export async function conformanceCommand(input: Arguments): Promise<number> {
  const directory = resolve(input.value('corpus') ?? '../shared/corpus');
  const results = await runConformance(directory, input.value('only'));
  if (results === undefined) {
    process.stdout.write(input.has('json') ? '{}\n' : `conformance: there is no corpus at ${directory}\n`);
    return 0;
  }
  process.stdout.write(input.has('json') ? `${JSON.stringify(results, null, 2)}\n` : table(results));
  return 0;
}

function table(results: Record<string, CorpusResult>): string {
  const rows = Object.entries(results).map(([key, result]) => {
    const share = result.total === 0 ? 100 : (100 * result.pass) / result.total;
    return `${key.padEnd(36)} ${String(result.pass).padStart(5)} / ${String(result.total).padStart(5)}  ${share.toFixed(1).padStart(5)} %\n`;
  });
  return rows.join('');
}
