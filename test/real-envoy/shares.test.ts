import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EchoServers } from './differential/echo-servers';
import { freePort } from './differential/envoy-process';
import { configsOf, MeshRun } from './differential/mesh-run';
import type { Probe } from './differential/probe';
import { SimulatedSide } from './differential/simulated-side';
import { envoyOrNote } from './find-envoy';
import { foundationOn, PODS } from './random/loopback-mesh';
import { object } from './random/manifest';

const envoy = envoyOrNote();
const REQUESTS = 1_500;
const WEIGHTS = { v1: 70, v2: 30 } as const;
/** Chi-square with one degree of freedom exceeds this once in a million runs. */
const CRITICAL = 23.9;

const canary = [
  object(
    'DestinationRule',
    { name: 'web' },
    { spec: { host: 'web', subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })) } },
  ),
  object(
    'VirtualService',
    { name: 'web' },
    {
      spec: {
        hosts: ['a.example.com'],
        gateways: ['front'],
        http: [
          {
            route: Object.entries(WEIGHTS).map(([subset, weight]) => ({
              destination: { host: 'web', subset },
              weight,
            })),
          },
        ],
      },
    },
  ),
];

const probe: Probe = {
  via: 'gateway',
  source: { ip: '127.10.2.3', port: 40_000 },
  destination: { ip: '127.1.0.100', port: 80 },
  method: 'GET',
  authority: 'a.example.com',
  path: '/',
  headers: [],
  body: '',
};

function chiSquare(clusters: readonly string[]): number {
  return Object.entries(WEIGHTS).reduce((sum, [subset, weight]) => {
    const expected = (clusters.length * weight) / 100;
    const seen = clusters.filter((cluster) => cluster.includes(`|${subset}|`)).length;
    return sum + (seen - expected) ** 2 / expected;
  }, 0);
}

describe.skipIf(envoy === undefined)('a split of 70 to 30', () => {
  let echo = new EchoServers(0);
  beforeAll(async () => {
    echo = new EchoServers(await freePort());
    await echo.listen(Object.keys(PODS.web));
  });
  afterAll(() => echo.close());

  test('comes out at real and simulated proxies', async () => {
    const configs = configsOf([...foundationOn(echo.port), ...canary]);
    const run = new MeshRun(envoy ?? '', configs, echo, 'shares', 1);
    try {
      await run.start();
      const real = await run.observe(Array.from({ length: REQUESTS }, () => probe));
      expect(chiSquare(real.map(({ observation }) => observation.cluster))).toBeLessThan(CRITICAL);
    } finally {
      await run.stop();
    }
    const simulated = new SimulatedSide(configs, echo.addresses, 7);
    const clusters = Array.from({ length: REQUESTS }, () => simulated.ask(probe, 'shares').cluster);
    expect(chiSquare(clusters)).toBeLessThan(CRITICAL);
  });
});
