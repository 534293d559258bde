import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EchoServers } from './differential/echo-servers';
import { freePort } from './differential/envoy-process';
import { configsOf, MeshRun } from './differential/mesh-run';
import { envoyOrNote } from './find-envoy';
import { foundationOn, loopbackMesh, PODS } from './random/loopback-mesh';
import { probesTo } from './random/probes';

const envoy = envoyOrNote();
/** `DIFFERENTIAL_MESHES=200 DIFFERENTIAL_SEED=7` looks longer, or elsewhere. */
const MESHES = Number(process.env['DIFFERENTIAL_MESHES'] ?? 21);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_121);
const PROBES_PER_MESH = 100;
const AT_ONCE = 3;

const addresses = Object.values(PODS).flatMap((pods) => Object.keys(pods));

describe.skipIf(envoy === undefined)('real and simulated proxies with the configuration we generate', () => {
  let echo = new EchoServers(0);
  beforeAll(async () => {
    echo = new EchoServers(await freePort());
    await echo.listen(addresses);
  });
  afterAll(() => echo.close());

  test(`agree on ${String(MESHES * PROBES_PER_MESH)} random requests`, async () => {
    const meshes = fc.sample(loopbackMesh, { numRuns: MESHES, seed: SEED });
    const found: string[] = [];
    for (let start = 0; start < meshes.length; start += AT_ONCE) {
      const runs = meshes.slice(start, start + AT_ONCE).map((_mesh, offset) => disagreements(start + offset));
      found.push(...(await Promise.all(runs)).flat());
    }
    expect(found).toEqual([]);

    async function disagreements(index: number): Promise<readonly string[]> {
      const objects = [...foundationOn(echo.port), ...(meshes[index] ?? [])];
      const run = new MeshRun(envoy ?? '', configsOf(objects), echo, `mesh ${String(index)}`, SEED + index);
      try {
        await run.start();
        return await run.disagreements(
          fc.sample(probesTo(echo.port), { numRuns: PROBES_PER_MESH, seed: SEED + index }),
        );
      } finally {
        await run.stop();
      }
    }
  });
});
