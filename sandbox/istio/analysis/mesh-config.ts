import type { KubeObject } from '../../kube/index';
import { Field } from '../kinds/field';
import { isMeshConfigMap, readMeshConfig, readMeshNetworks, written } from '../mesh-config-map/index';
import type { AnalysisContext } from './context';

/** The mesh's own configuration: an object of kind MeshConfig whose spec it is; empty when there is none. */
export function meshConfigOf(context: AnalysisContext): Field {
  return context.all('MeshConfig').at(-1)?.spec ?? new Field({}, '');
}

/** The namespace whose policies hold for the whole mesh. */
export function rootNamespaceOf(context: AnalysisContext): string {
  return meshConfigOf(context).at('rootNamespace').text || 'istio-system';
}

/**
 * The mesh's configuration out of the ConfigMap that istiod reads, as objects to analyze; what istiod could not use
 * counts as not written.
 */
export function meshObjects(objects: readonly KubeObject[], namespace: string): readonly KubeObject[] {
  const map = objects.find((object) => isMeshConfigMap(object, namespace));
  const [mesh, networks] = [written(map, 'mesh'), written(map, 'meshNetworks')];
  return [
    ...(mesh === undefined ? [] : configuration('MeshConfig', readMeshConfig(mesh).value, namespace)),
    ...(networks === undefined
      ? []
      : configuration('MeshNetworks', readMeshNetworks(networks).value, namespace)),
  ];
}

/** An object of a configuration that is no Kubernetes kind. */
export function configuration(
  kind: 'MeshConfig' | 'MeshNetworks',
  spec: unknown,
  namespace: string,
): KubeObject[] {
  return spec === undefined
    ? []
    : [{ apiVersion: '', kind, metadata: { name: kind.toLowerCase(), namespace }, spec }];
}
