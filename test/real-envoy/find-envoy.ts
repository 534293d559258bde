import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The Python environment that carries the binary; `.ci/run` makes it. */
const ENVIRONMENT = resolve(import.meta.dirname, '../../.cache/envoy/lib');

/** The path of a real Envoy: `ENVOY_PATH`, else the one installed beside the project; undefined when there is none. */
export function findEnvoy(): string | undefined {
  const named = process.env.ENVOY_PATH;
  if (named !== undefined && named !== '') return named;
  const pythons = existsSync(ENVIRONMENT) ? readdirSync(ENVIRONMENT) : [];
  return pythons
    .map((python) => join(ENVIRONMENT, python, 'site-packages/envoy/_bin/envoy'))
    .find((path) => existsSync(path));
}

/** Like {@link findEnvoy}, and says so once when there is none: the tests are then skipped. */
export function envoyOrNote(): string | undefined {
  const path = findEnvoy();
  if (path === undefined) {
    process.stdout.write('no Envoy found (ENVOY_PATH, .cache/envoy): its tests are skipped\n');
  }
  return path;
}
