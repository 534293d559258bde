import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from '../../../sandbox/hosts/node/lab-bundles';
import type { Adapter, AdapterReport } from '../adapter';
import { playTask } from '../istio-io/play';
import type { Task } from '../istio-io/task';

/** The command is started in the project's folder. */
const ROOT = process.cwd();

/** The commands of Istio's documentation, typed into the terminal in the order of the page. */
function adapterOf(name: Task['class']): Adapter {
  return {
    key: `istio-io/${name}`,
    run(corpusDirectory): AdapterReport {
      const path = join(corpusDirectory, 'istio-io/tasks.json');
      const tasks = JSON.parse(readFileSync(path, 'utf8')) as readonly Task[];
      const samples = sampleFiles(ROOT);
      const played = tasks.filter((task) => task.class === name).flatMap((task) => playTask(task, samples));
      const failures = played.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }]));
      return { total: played.length, pass: played.length - failures.length, failures };
    },
  };
}

export const coreAdapter: Adapter = adapterOf('core');
export const usefulAdapter: Adapter = adapterOf('useful');
