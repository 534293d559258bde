import { describe, expect, test } from 'vitest';
import { createWorld } from '../../sandbox/index';
import { envoyOrNote } from './find-envoy';
import { lessonCandidates, randomCandidates, simulationCandidates } from './validation/candidates';
import { environmentCandidates } from './validation/environments';
import { addressCandidates } from './validation/addresses';
import { settingCandidates } from './validation/settings';
import type { Message } from './bootstrap/bootstrap';
import { complaint, complaints } from './validation/validate';

const envoy = envoyOrNote();

describe.skipIf(envoy === undefined)('a real Envoy takes what we generate', () => {
  test('for every proxy of every lesson', async () => {
    const candidates = lessonCandidates();
    expect(candidates.length).toBeGreaterThan(0);
    expect(await complaints(envoy ?? '', candidates)).toEqual([]);
  });

  test('for the proxies of the simulation corpus', async ({ skip }) => {
    const candidates = simulationCandidates() ?? skip('the corpus is not there');
    expect(await complaints(envoy ?? '', candidates)).toEqual([]);
  });

  test('for a gateway and two sidecars in each of 200 random meshes', async () => {
    expect(await complaints(envoy ?? '', randomCandidates(200, 20_261_121))).toEqual([]);
  });

  test('for every setting of a DestinationRule', async () => {
    expect(await complaints(envoy ?? '', settingCandidates())).toEqual([]);
  });

  test('for every setting of an environment', async () => {
    expect(await complaints(envoy ?? '', environmentCandidates())).toEqual([]);
  });

  test('for proxies of each family of addresses, in several networks', async () => {
    expect(await complaints(envoy ?? '', addressCandidates())).toEqual([]);
  });

  test('to start with', async () => {
    const world = createWorld({ seed: 1 });
    const { stdout } = world.run('istioctl proxy-config bootstrap deploy/istio-ingressgateway.istio-system');
    const { bootstrap } = JSON.parse(stdout) as { bootstrap: Message };
    expect(await complaint(envoy ?? '', bootstrap)).toBe('');
    expect(await complaint(envoy ?? '', { ...bootstrap, admin: 1 })).not.toBe('');
  });

  test('and would not take just anything', async () => {
    const [candidate] = randomCandidates(1, 1);
    const broken = { ...candidate?.config.clusters[0], connectTimeout: 'soon' };
    const config = { listeners: [], routeConfigurations: [], loadAssignments: [], clusters: [broken] };
    const found = await complaints(envoy ?? '', [{ name: 'broken', config: config as never }]);
    expect(found.join()).toMatch(/^broken: .*connect_?timeout/is);
  });
});
