import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createWorld, type World } from '../../../sandbox/index';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import { labFolders, loadLab } from '../../../sandbox/hosts/node/lab-bundles';
import { root } from '../../architecture/imports';
import { meshObjects } from '../../conformance/mesh-objects';
import { proxyOf, snapshotOf, type Scenario } from '../../conformance/simulation/scenario';
import { ingress, sidecar } from '../../translate/support/mesh';
import { randomMesh } from '../random/mesh';
import type { Candidate } from './validate';

/** Every proxy of every lesson: as found, solved, and after each known wrong edit. */
export function lessonCandidates(): Candidate[] {
  return [...labFolders(root)].flatMap(([id, folder]) => {
    const bundle = loadLab(root, folder);
    const { seed, applied = [] } = bundle.lab;
    const world = createWorld({ seed, manifests: bundle.manifests, files: bundle.files, applied });
    world.settle();
    const solved = world.fork();
    solved.run(bundle.solution);
    const edited = Object.entries(bundle.wrong).map(([file, text]): [string, World] => {
      const fork = world.fork();
      fork.apply(text, { file });
      return [file, fork];
    });
    const worlds: [string, World][] = [['start', world], ['solution', solved], ...edited];
    return worlds.flatMap(([state, one]) => {
      one.settle();
      return one.proxies().flatMap((name) => {
        const config = one.configDump(name);
        return config ? [{ name: `lesson ${id} ${state}: ${name}`, config }] : [];
      });
    });
  });
}

/**
 * The proxies of Istio's simulation tests; undefined where the corpus is not there. Left out are those whose tests
 * say that istiod makes two filter chains that nobody can tell apart: Envoy refuses these.
 */
export function simulationCandidates(): Candidate[] | undefined {
  const path = join(root, '../shared/corpus/istio/vs-translation/simulation.json');
  if (!existsSync(path)) return undefined;
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Scenario[] };
  return cases
    .filter(
      ({ calls }) => !calls.some(({ expected }) => expected['error'] === 'multiple filter chains matched'),
    )
    .map((scenario) => ({
      name: scenario.name,
      config: translate(snapshotOf(scenario), proxyOf(scenario.proxy ?? {})),
    }));
}

const PROXIES = {
  gateway: ingress(),
  client: sidecar(),
  server: sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }),
};

/** A gateway, a client's sidecar and a server's sidecar in each of many random meshes. */
export function randomCandidates(count: number, seed: number): Candidate[] {
  return fc.sample(randomMesh, { numRuns: count, seed }).flatMap((objects, index) => {
    const snapshot = takeSnapshot(meshObjects(objects));
    return Object.entries(PROXIES).map(([role, proxy]) => ({
      name: `mesh ${String(index)} ${role}`,
      config: translate(snapshot, proxy),
    }));
  });
}
