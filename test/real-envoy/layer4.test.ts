import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from './differential/envoy-process';
import { envoyOrNote } from './find-envoy';
import { Layer4Run, layer4ConfigsOf } from './layer4/layer4-run';
import { TcpServers } from './layer4/tcp-servers';
import { connectionsTo, layer4Mesh, TCP_PODS, tcpFoundationOn } from './random/layer4-mesh';

const envoy = envoyOrNote();
/** `DIFFERENTIAL_MESHES` counts meshes of HTTP; there is one of bytes for every third of them. */
const MESHES = Math.ceil(Number(process.env['DIFFERENTIAL_MESHES'] ?? 21) / 3);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_121);
const PROBES_PER_MESH = 60;

const addresses = Object.values(TCP_PODS).flatMap((pods) => Object.keys(pods));

describe.skipIf(envoy === undefined)('real and simulated proxies of bytes', () => {
  let servers = new TcpServers(0);
  beforeAll(async () => {
    servers = new TcpServers(await freePort());
    await servers.listen(addresses);
  });
  afterAll(() => servers.close());

  test(`agree on ${String(MESHES * PROBES_PER_MESH)} random connections`, async () => {
    const meshes = fc.sample(layer4Mesh, { numRuns: MESHES, seed: SEED });
    const found: string[] = [];
    for (const [index, objects] of meshes.entries()) {
      const configs = layer4ConfigsOf([...tcpFoundationOn(servers.port), ...objects]);
      const run = new Layer4Run(envoy ?? '', configs, servers.addresses, SEED + index);
      try {
        await run.start();
        const probes = fc.sample(connectionsTo(servers.port), {
          numRuns: PROBES_PER_MESH,
          seed: SEED + index,
        });
        found.push(...(await run.disagreements(probes)).map((text) => `mesh ${String(index)}: ${text}`));
      } finally {
        await run.stop();
      }
    }
    expect(found).toEqual([]);
  });
});
