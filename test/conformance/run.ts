import { existsSync } from 'node:fs';
import type { AdapterReport } from './adapter';
import { adapters } from './adapters/index';
import { presentCorpora } from './corpora';
import { skips } from './skips';

/** What is printed for one corpus. A skip counts as not passed. */
export interface CorpusResult {
  readonly pass: number;
  readonly fail: number;
  readonly skip: number;
  readonly total: number;
  readonly failures: readonly { readonly id: string; readonly why: string }[];
}

/** Runs every corpus found under a directory; undefined when the directory is absent. */
export async function runConformance(
  directory: string,
  only?: string,
): Promise<Record<string, CorpusResult> | undefined> {
  if (!existsSync(directory)) return undefined;
  const results: Record<string, CorpusResult> = {};
  for (const { key, total } of presentCorpora(directory)) {
    if (only !== undefined && key !== only && !key.startsWith(`${only}/`)) continue;
    results[key] = await runCorpus(key, total, directory);
  }
  return results;
}

async function runCorpus(key: string, total: number, directory: string): Promise<CorpusResult> {
  const adapter = adapters.find((candidate) => candidate.key === key);
  if (!adapter) return notRun(total, 'no adapter is written for this corpus yet');
  let report: AdapterReport;
  try {
    report = await adapter.run(directory);
  } catch (error) {
    return notRun(
      total,
      `the adapter broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  const reasons = skips[key] ?? {};
  const failures = report.failures.filter((failure) => reasons[failure.id] === undefined);
  const skip = report.failures.length - failures.length;
  return { pass: report.pass, fail: report.total - report.pass - skip, skip, total: report.total, failures };
}

function notRun(total: number, why: string): CorpusResult {
  return { pass: 0, fail: total, skip: 0, total, failures: [{ id: '*', why }] };
}
