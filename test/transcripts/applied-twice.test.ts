import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appWorld, say } from '../support/app-world';
import { FOUNDATION, randomMesh } from '../translate/support/random-mesh';

const SEEN = [
  'kubectl get vs,dr,gw,pa,svc,pods -A -o yaml',
  'istioctl proxy-config all deploy/curl -o json',
  'istioctl proxy-config all -n istio-system deploy/istio-ingressgateway -o json',
];

it('a manifest applied twice changes nothing: no object, no version, no proxy', () => {
  fc.assert(
    fc.property(randomMesh, fc.nat(), (texts, seed) => {
      const world = appWorld(['curl'], seed);
      // The mesh's foundation holds pods of its own: only what a learner writes is applied here.
      const written = [...FOUNDATION.filter((text) => text.includes('networking.istio.io')), ...texts];
      world.files.write('/home/learner/mesh.yaml', written.join('\n---\n'));
      const first = say(world, 'kubectl apply -f mesh.yaml').trimEnd().split('\n');
      world.settle();
      const before = SEEN.map((line) => say(world, line));
      const second = say(world, 'kubectl apply -f mesh.yaml').trimEnd().split('\n');
      world.settle();
      // Nothing is sent the second time, so nothing is warned of; what was refused is refused in the same words.
      const expected = first.filter((line) => !line.startsWith('Warning: '));
      expect(second).toEqual(expected.map((line) => line.replace(/ created$/, ' unchanged')));
      expect(SEEN.map((line) => say(world, line))).toEqual(before);
    }),
    { numRuns: 12, seed: 20_261_122 },
  );
});
