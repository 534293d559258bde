import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '../adapter';
import { KubectlCluster } from '../cli/kubectl-cluster';
import { difference, type RecordedCase } from '../cli/recorded-case';

/** Recorded kubectl sessions: each command's output and exit code. */
export const adapter: Adapter = {
  key: 'cli/kubectl',
  run(corpusDirectory) {
    const path = join(corpusDirectory, 'cli', 'kubectl.json');
    if (!existsSync(path)) return { pass: 0, total: 0, failures: [] };
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly RecordedCase[];
    const failures: { id: string; why: string }[] = [];
    let total = 0;
    for (const recorded of cases) {
      const cluster = new KubectlCluster(recorded);
      for (const [index, command] of recorded.commands.entries()) {
        total++;
        const why = attempt(() => difference(command, cluster.run(command.cmd)));
        if (why !== undefined)
          failures.push({ id: `${recorded.id}#${String(index)} ${command.cmd.slice(0, 80)}`, why });
      }
    }
    return { pass: total - failures.length, total, failures };
  },
};

function attempt(judge: () => string | undefined): string | undefined {
  try {
    return judge();
  } catch (error) {
    return `sandbox bug: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`;
  }
}
