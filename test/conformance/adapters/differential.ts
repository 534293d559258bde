import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterReport } from '../adapter';
import { play } from '../differential/play';
import type { Scenario } from '../differential/scenario';

/** Recorded meshes: the unit is a request step with an expectation. */
function differential(file: string): Adapter {
  return {
    key: `differential/${file}`,
    run(corpusDirectory): AdapterReport {
      const path = join(corpusDirectory, 'differential', `${file}.json`);
      const scenarios = JSON.parse(readFileSync(path, 'utf8')) as readonly Scenario[];
      const results = scenarios.flatMap(play);
      const failures = results.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }]));
      return { pass: results.length - failures.length, total: results.length, failures };
    },
  };
}

export const differentialAdapters: readonly Adapter[] = ['lesson', 'gen', 'mesh', 'time'].map(differential);
