import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MESH_CONFIG, ObjectReader, SectionMemo } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { base, edit } from './support/edits';
import { ingress, sidecar } from './support/mesh';

/** Any edits may be the last ones, so it is enough to look after the last. */
test.each([
  ['a sidecar', sidecar()],
  ['a sidecar of another namespace', sidecar({ namespace: 'other' })],
  ['a gateway', ingress()],
])('edits pushed to %s with what is remembered equal everything computed afresh', (_, node) => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
      const memo = new SectionMemo();
      const objects = new Map(base.map((object) => [keyOf(object), object]));
      const list = (kind: string): KubeObject[] =>
        [...objects.values()].filter((object) => object.kind === kind);
      const pushes = edits.map((step) => {
        if ('put' in step) objects.set(keyOf(step.put), step.put);
        else
          for (const key of [...objects.keys()]) if (key.startsWith(step.drop.join('/'))) objects.delete(key);
        return translate(takeSnapshot({ list, reader }), node, memo);
      });
      const pushed = pushes.at(-1);
      const afresh = translate(takeSnapshot({ list }), node);
      if (!isDeepStrictEqual(pushed, afresh)) expect(pushed).toEqual(afresh);
    }),
    { numRuns: 150 },
  );
});

function keyOf({ kind, metadata: { name, namespace = '' } }: KubeObject): string {
  return `${kind}/${name}/${namespace}`;
}
