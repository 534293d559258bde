import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '../adapter';
import { IstioctlCluster, type IstioctlCase } from '../cli/istioctl-cluster';
import { difference } from '../cli/recorded-case';

/** Recorded istioctl sessions: each command's output and exit code. */
export const adapter: Adapter = {
  key: 'cli/istioctl',
  run(corpusDirectory) {
    const folder = join(corpusDirectory, 'cli');
    const path = join(folder, 'istioctl.json');
    if (!existsSync(path)) return { pass: 0, total: 0, failures: [] };
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly IstioctlCase[];
    const failures: { id: string; why: string }[] = [];
    let total = 0;
    for (const recorded of cases) {
      const shared = (recorded.sharedFiles ?? []).map((name) => [
        name,
        readFileSync(join(folder, 'shared', name), 'utf8'),
      ]);
      const cluster = attempt(
        () => new IstioctlCluster(recorded, Object.fromEntries(shared) as Record<string, string>),
      );
      for (const [index, command] of recorded.commands.entries()) {
        total++;
        const why =
          typeof cluster === 'string'
            ? cluster
            : attempt(() => difference(command, cluster.run(command.cmd)));
        if (why !== undefined) {
          failures.push({ id: `${recorded.id}#${String(index)} ${command.cmd.slice(0, 80)}`, why });
        }
      }
    }
    return { pass: total - failures.length, total, failures };
  },
};

function attempt<Result>(run: () => Result): Result | string {
  try {
    return run();
  } catch (error) {
    return `sandbox bug: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`;
  }
}
