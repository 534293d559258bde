import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MESH_CONFIG, ObjectReader, SectionMemo } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { base, edit } from './support/edits';
import { ingress, sidecar } from './support/mesh';

test('an edit pushed with what is remembered equals everything computed afresh', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
      const proxies = [sidecar(), sidecar({ namespace: 'other' }), ingress()].map((node) => ({
        node,
        memo: new SectionMemo(),
      }));
      const objects = new Map(base.map((object) => [keyOf(object), object]));
      for (const step of edits) {
        if ('put' in step) objects.set(keyOf(step.put), step.put);
        else
          for (const key of [...objects.keys()]) if (key.startsWith(step.drop.join('/'))) objects.delete(key);
        const list = (kind: string): KubeObject[] =>
          [...objects.values()].filter((object) => object.kind === kind);
        const remembered = takeSnapshot({ list, reader });
        const afresh = takeSnapshot({ list });
        for (const { node, memo } of proxies)
          expect(translate(remembered, node, memo)).toEqual(translate(afresh, node));
      }
    }),
    { numRuns: 150 },
  );
});

function keyOf({ kind, metadata: { name, namespace = '' } }: KubeObject): string {
  return `${kind}/${name}/${namespace}`;
}
