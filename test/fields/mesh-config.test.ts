import { expect, test } from 'vitest';
import { bootstrapOf } from '../../sandbox/istio/bootstrap/index';
import type { MeshConfig, ProxySettings } from '../../sandbox/istio/discovery/index';
import { DEFAULT_INJECTION, injectSidecar, takeSnapshot, withMesh } from '../../sandbox/istio/index';
import { meshConfigMessage, readMeshConfig } from '../../sandbox/istio/mesh-config-map/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { alterations } from './alterations';
import { Comparison, configurationParts, NODES } from './outcome';
import { fieldsBelow, placesOf } from './schema-fields';
import { documentsOf, isShown, stored } from './tried';

const around = [...documentsOf('mesh.yaml'), ...documentsOf('mesh-neighbours.yaml')].map(stored);
const list = (kind: string): KubeObject[] => around.filter((object) => object.kind === kind);

/** What comes of a mesh's configuration; undefined where istiod would not have it. */
function outcomeOf(written: unknown): (() => unknown)[] | undefined {
  const mesh: MeshConfig | undefined = readMeshConfig(JSON.stringify(written)).value;
  if (!mesh) return undefined;
  const pod = list('Pod').find(({ metadata }) => metadata.name === 'web-v1');
  if (!pod) throw new Error('no pod');
  const settings: ProxySettings = mesh.defaultConfig ?? {};
  const snapshot = takeSnapshot({ list, meshConfig: mesh });
  return [
    ...NODES.flatMap((node) => configurationParts(snapshot, { ...node, settings })),
    () => injectSidecar(pod, 'default', [], withMesh(DEFAULT_INJECTION, mesh)),
    () => bootstrapOf({ pod, environment: {}, settings, type: 'sidecar' }),
  ];
}

test('every field of MeshConfig changes something, or is said to change nothing', () => {
  const effective = new Set<string>();
  for (const document of documentsOf('mesh-configs.yaml')) {
    const before = outcomeOf(document);
    if (!before) throw new Error('istiod would not have a configuration of the samples');
    const comparison = new Comparison(before);
    for (const place of placesOf(document, meshConfigMessage.schema).toReversed()) {
      if (isShown(effective, place.field)) continue;
      for (const { changed } of alterations(document, place)) {
        const after = outcomeOf(changed);
        if (!after || !comparison.differs(after)) continue;
        effective.add(place.field);
        break;
      }
    }
  }
  const silent = fieldsBelow(meshConfigMessage.schema).filter(({ path }) => !isShown(effective, path));
  expect(silent.map(({ path }) => path)).toEqual([]);
});
