import type { AnalyzedObject } from '../../../../istio/index';
import type { ApiServer, KubeObject } from '../../../../kube/index';
import { parseYaml } from '../../../../lib/yaml/index';

/** What the cluster holds, as istioctl reads it: without places in files, and of ConfigMaps only Istio's. */
export function clusterObjects(api: ApiServer, istioNamespace: string): readonly AnalyzedObject[] {
  const objects = api
    .stored()
    .map(({ object }) => object)
    .filter((object) => object.kind !== 'ConfigMap' || isIstios(object, istioNamespace));
  return [...objects, ...meshConfig(objects, istioNamespace)].map((object) => ({ object }));
}

function isIstios({ metadata }: KubeObject, istioNamespace: string): boolean {
  return metadata.namespace === istioNamespace && metadata.name.startsWith('istio');
}

/** The mesh's configuration out of the ConfigMap that istiod reads. */
function meshConfig(objects: readonly KubeObject[], istioNamespace: string): readonly KubeObject[] {
  const map = objects.find(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' && metadata.name === 'istio' && metadata.namespace === istioNamespace,
  );
  const read = (kind: string, key: string): readonly KubeObject[] => {
    const text = map?.data?.[key];
    return text === undefined ? [] : configuration(kind, text, istioNamespace);
  };
  return [...read('MeshConfig', 'mesh'), ...read('MeshNetworks', 'meshNetworks')];
}

/** An object of a configuration that is no Kubernetes kind. */
export function configuration(kind: string, yaml: string, namespace: string): readonly KubeObject[] {
  const spec = parseYaml(yaml, { file: '' }).documents[0]?.value;
  if (spec === undefined) return [];
  return [{ apiVersion: '', kind, metadata: { name: kind.toLowerCase(), namespace }, spec }];
}
