import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatewayApiKinds, istioKinds, takeSnapshot, translate } from '../../sandbox/istio/index';
import {
  ApiError,
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type KubeObject,
} from '../../sandbox/kube/index';
import { RandomSource } from '../../sandbox/sim/index';
import { meshObjects } from '../conformance/mesh-objects';
import { foundation, randomMesh } from '../real-envoy/random/mesh';
import { ingress, sidecar } from './support/mesh';

const PROXIES = [ingress(), sidecar(), sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' })];
const odd = fc.constantFrom<unknown>(
  '',
  '*',
  '*.',
  '.',
  'web',
  0,
  -1,
  65_536,
  1e9,
  true,
  null,
  [],
  {},
  '1s',
  '0s',
  ['*'],
);

/** Objects with one value of a spec replaced by an odd one. */
const spoiled = fc
  .tuple(randomMesh, fc.array(fc.tuple(fc.nat(), fc.nat(), odd), { minLength: 1, maxLength: 3 }))
  .map(([objects, changes]) =>
    changes.reduce((list, [which, where, value]) => {
      const own = list.slice(foundation.length);
      const at = foundation.length + (which % Math.max(own.length, 1));
      return list.map((one, index) => (index === at ? replaced(one, where, value) : one));
    }, objects),
  );

function replaced(one: KubeObject, where: number, value: unknown): KubeObject {
  const copy = JSON.parse(JSON.stringify(one)) as KubeObject & { readonly spec?: unknown };
  const places: (() => void)[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const record = node as Record<string, unknown>;
      places.push(() => {
        record[key] = value;
      });
      walk(record[key]);
    }
  };
  walk(copy.spec);
  places[where % Math.max(places.length, 1)]?.();
  return copy;
}

/** What the API server takes, as it keeps it. */
function accepted(objects: readonly KubeObject[]): KubeObject[] {
  const kinds = createKindRegistry([...kubeKinds, ...gatewayApiKinds, ...istioKinds]);
  const api = createApiServer({ kinds, now: () => 0, random: new RandomSource(1) });
  api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
  return objects.flatMap((one) => {
    try {
      return [api.create(one).object];
    } catch (error) {
      if (error instanceof ApiError) return [];
      throw error;
    }
  });
}

it('every object that the API server accepts translates, whatever stands in it', () => {
  let taken = 0;
  let offered = 0;
  fc.assert(
    fc.property(spoiled, (objects) => {
      const own = objects.slice(foundation.length);
      const kept = accepted(own);
      taken += kept.length;
      offered += own.length;
      const snapshot = takeSnapshot(meshObjects([...foundation, ...kept]));
      for (const proxy of PROXIES) expect(() => translate(snapshot, proxy)).not.toThrow();
    }),
    { numRuns: 60 },
  );
  // The odd ones that are turned away must not be all of them.
  expect(taken / offered).toBeGreaterThan(0.5);
});
