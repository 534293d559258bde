import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EchoServers } from './differential/echo-servers';
import { freePort } from './differential/envoy-process';
import { configsOf, MeshRun } from './differential/mesh-run';
import type { Observation } from './differential/observation';
import type { Probe } from './differential/probe';
import { SimulatedSide } from './differential/simulated-side';
import { envoyOrNote } from './find-envoy';
import { foundationOn, PODS } from './random/loopback-mesh';
import { object } from './random/manifest';

const envoy = envoyOrNote();
const REQUESTS = 700;

/** Chi-square exceeds these once in a million runs, by degrees of freedom. */
const CRITICAL: Readonly<Record<number, number>> = { 1: 23.9, 2: 27.6, 3: 30.7 };

interface Chance {
  readonly host: string;
  /** The route of its VirtualService. */
  readonly route: object;
  /** What can come out, with its share of 100. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly outcomeOf: (observation: Observation) => string;
}

const to = (subset: string, weight?: number): object => ({
  destination: { host: 'web', subset },
  ...(weight === undefined ? {} : { weight }),
});
const abort = (value: number): object => ({ httpStatus: 418, percentage: { value } });

const CHANCES: readonly Chance[] = [
  {
    host: 'split.example.com',
    route: { route: [to('v1', 70), to('v2', 30)] },
    outcomes: { v1: 70, v2: 30 },
    outcomeOf: subsetOf,
  },
  {
    host: 'three.example.com',
    route: { route: [to('v1', 50), to('v2', 30), { destination: { host: 'api' }, weight: 20 }] },
    outcomes: { v1: 50, v2: 30, '': 20 },
    outcomeOf: subsetOf,
  },
  {
    host: 'abort.example.com',
    route: { route: [to('v1')], fault: { abort: abort(25) } },
    outcomes: { '200': 75, '418': 25 },
    outcomeOf: ({ status }) => String(status),
  },
  {
    host: 'rare.example.com',
    route: { route: [to('v1')], fault: { abort: abort(2.5) } },
    outcomes: { '200': 97.5, '418': 2.5 },
    outcomeOf: ({ status }) => String(status),
  },
  {
    // A delay is drawn first; those that are delayed are aborted as often as the others.
    host: 'fault.example.com',
    route: {
      route: [to('v1')],
      fault: { delay: { fixedDelay: '0.005s', percentage: { value: 40 } }, abort: abort(50) },
    },
    outcomes: { '': 30, FI: 30, DI: 20, 'DI,FI': 20 },
    outcomeOf: ({ flags }) => flags,
  },
  {
    host: 'mirror.example.com',
    route: { route: [to('v1')], mirror: { host: 'web', subset: 'v2' }, mirrorPercentage: { value: 35 } },
    outcomes: { copied: 35, alone: 65 },
    outcomeOf: ({ received }) =>
      received.some((line) => line.startsWith('127.1.0.2:')) ? 'copied' : 'alone',
  },
];

const mesh = [
  object(
    'DestinationRule',
    { name: 'web' },
    { spec: { host: 'web', subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })) } },
  ),
  ...CHANCES.map(({ host, route }, index) =>
    object(
      'VirtualService',
      { name: `chance-${String(index)}` },
      { spec: { hosts: [host], gateways: ['front'], http: [route] } },
    ),
  ),
];

function subsetOf({ cluster }: Observation): string {
  return cluster.split('|')[2] ?? '';
}

function probeOf({ host }: Chance): Probe {
  return {
    via: 'gateway',
    source: { ip: '127.10.2.3', port: 40_000 },
    destination: { ip: '127.1.0.100', port: 80 },
    method: 'GET',
    authority: host,
    path: '/',
    headers: [],
    body: '',
  };
}

/** How far outcomes are from their shares; infinite when one comes out that cannot. */
function chiSquare({ outcomes, outcomeOf }: Chance, observations: readonly Observation[]): number {
  const seen = observations.map(outcomeOf);
  if (!seen.every((outcome) => outcome in outcomes)) return Number.POSITIVE_INFINITY;
  return Object.entries(outcomes).reduce((sum, [outcome, share]) => {
    const expected = (observations.length * share) / 100;
    return sum + (seen.filter((one) => one === outcome).length - expected) ** 2 / expected;
  }, 0);
}

function criticalOf({ outcomes }: Chance): number {
  return CRITICAL[Object.keys(outcomes).length - 1] ?? 0;
}

describe.skipIf(envoy === undefined)('what is left to chance', () => {
  let echo = new EchoServers(0);
  let run: MeshRun | undefined;
  beforeAll(async () => {
    echo = new EchoServers(await freePort());
    await echo.listen(Object.values(PODS).flatMap((pods) => Object.keys(pods)));
    run = new MeshRun(envoy ?? '', configsOf([...foundationOn(echo.port), ...mesh]), echo, 'shares', 1);
    await run.start();
  });
  afterAll(async () => {
    await run?.stop();
    await echo.close();
  });

  test.each(CHANCES)('comes out at real and simulated proxies: $host', async (chance) => {
    const probe = probeOf(chance);
    const real = (await run?.observe(Array.from({ length: REQUESTS }, () => probe))) ?? [];
    expect(real).toHaveLength(REQUESTS);
    expect(
      chiSquare(
        chance,
        real.map(({ observation }) => observation),
      ),
    ).toBeLessThan(criticalOf(chance));
    const configs = configsOf([...foundationOn(echo.port), ...mesh]);
    const simulated = new SimulatedSide(configs, echo.addresses, 7);
    const ours = Array.from({ length: REQUESTS }, () => simulated.ask(probe, 'shares'));
    expect(chiSquare(chance, ours)).toBeLessThan(criticalOf(chance));
  });
});
