import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EchoServers } from './differential/echo-servers';
import { freePort } from './differential/envoy-process';
import { configsOf, MeshRun } from './differential/mesh-run';
import type { Observation } from './differential/observation';
import type { Probe } from './differential/probe';
import { SimulatedSide } from './differential/simulated-side';
import { envoyOrNote } from './find-envoy';
import { foundationOn } from './random/loopback-mesh';
import { object, serviceWithPods } from './random/manifest';

const envoy = envoyOrNote();
const PODS = ['127.1.2.1', '127.1.2.2', '127.1.2.3', '127.1.2.4'] as const;
const ROUNDS = 3;
const REQUESTS_PER_ROUND = 16;
/** Longer than Envoy collects changes of health before it acts on them. */
const BETWEEN_ROUNDS_MS = 1_200;

interface Detection {
  readonly name: string;
  readonly outlierDetection: object;
  /** How many of the pods fail, and with which status. */
  readonly bad: number;
  readonly status: number;
}

const DETECTIONS: readonly Detection[] = [
  { name: 'one', outlierDetection: { consecutive5xxErrors: 3 }, bad: 1, status: 500 },
  { name: 'too-few', outlierDetection: { consecutive5xxErrors: 40 }, bad: 1, status: 500 },
  {
    name: 'half',
    outlierDetection: { consecutive5xxErrors: 2, maxEjectionPercent: 50 },
    bad: 3,
    status: 503,
  },
  {
    name: 'default-share',
    outlierDetection: { consecutive5xxErrors: 2 },
    bad: 3,
    status: 503,
  },
  {
    name: 'gateway-errors',
    outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, maxEjectionPercent: 100 },
    bad: 2,
    status: 502,
  },
  {
    name: 'no-gateway-errors',
    outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, maxEjectionPercent: 100 },
    bad: 2,
    status: 500,
  },
  {
    name: 'all',
    outlierDetection: { consecutive5xxErrors: 2, maxEjectionPercent: 100 },
    bad: 4,
    status: 500,
  },
  {
    name: 'panic',
    outlierDetection: { consecutive5xxErrors: 2, maxEjectionPercent: 100, minHealthPercent: 60 },
    bad: 3,
    status: 500,
  },
];

function meshOf(port: number): ReturnType<typeof object>[] {
  return DETECTIONS.flatMap(({ name, outlierDetection }, index) => [
    ...serviceWithPods({
      name,
      clusterIP: `127.96.2.${String(index + 1)}`,
      port: 80,
      targetPort: port,
      pods: Object.fromEntries(PODS.map((pod) => [pod, 'v1'])),
    }),
    object(
      'DestinationRule',
      { name },
      { spec: { host: name, trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' }, outlierDetection } } },
    ),
    object(
      'VirtualService',
      { name },
      {
        spec: {
          hosts: [`${name}.example.com`],
          gateways: ['front'],
          http: [{ route: [{ destination: { host: name } }], retries: { attempts: 0 } }],
        },
      },
    ),
  ]);
}

function probeOf({ name, bad, status }: Detection): Probe {
  return {
    via: 'gateway',
    source: { ip: '127.10.2.3', port: 40_000 },
    destination: { ip: '127.1.0.100', port: 80 },
    method: 'GET',
    authority: `${name}.example.com`,
    path: '/',
    headers: [['x-echo', `status=${String(status)};at=${PODS.slice(0, bad).join(',')}`]],
    body: '',
  };
}

/** What is left in the end: how many pods answer, how many of them fail, and what clients see. */
function ending({ bad }: Detection, last: readonly Observation[]): object {
  const serving = new Set(last.map(({ host }) => host.replace(/:\d+$/, '')).filter((ip) => ip !== ''));
  const failing = PODS.slice(0, bad).filter((ip) => serving.has(ip));
  const seen = new Set(last.map(({ status, flags, details }) => `${String(status)} ${flags} ${details}`));
  return { serving: serving.size, failing: failing.length, seen: [...seen].sort() };
}

describe.skipIf(envoy === undefined)('outlier detection', () => {
  let echo = new EchoServers(0);
  beforeAll(async () => {
    echo = new EchoServers(await freePort());
    await echo.listen(PODS);
  });
  afterAll(() => echo.close());

  test('leaves the same pods at real and simulated proxies', async () => {
    const configs = configsOf([...foundationOn(echo.port), ...meshOf(echo.port)]);
    const run = new MeshRun(envoy ?? '', configs, echo, 'ejections', 1);
    const simulated = new SimulatedSide(configs, echo.addresses, 1);
    const real = new Map<string, object>();
    const ours = new Map<string, object>();
    try {
      await run.start();
      for (let round = 0; round < ROUNDS; round++) {
        for (const detection of DETECTIONS) {
          const probes = Array.from({ length: REQUESTS_PER_ROUND }, () => probeOf(detection));
          const seen = await run.observe(probes, 1);
          real.set(
            detection.name,
            ending(
              detection,
              seen.map(({ observation }) => observation),
            ),
          );
          ours.set(
            detection.name,
            ending(
              detection,
              probes.map((probe) => simulated.ask(probe, 'ejections')),
            ),
          );
        }
        await wait(BETWEEN_ROUNDS_MS);
        simulated.rest(BETWEEN_ROUNDS_MS);
      }
    } finally {
      await run.stop();
    }
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(real));
  });
});
