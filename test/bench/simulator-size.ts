import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleScript, SIMULATOR } from '../../src/site/bundle-script';
import type { Benchmark } from './benchmark';

/** Everything a learner's browser needs to run a mesh: one script. */
export function simulatorSize(root: string): Benchmark {
  return {
    name: 'simulator-size',
    summary: 'the simulator as a browser loads it: its worker, minified',
    async run() {
      const script = await bundleScript(path.join(root, SIMULATOR));
      return [{ what: 'compressed with gzip', value: gzipSync(script).length / 1000, unit: 'kB' }];
    },
  };
}
