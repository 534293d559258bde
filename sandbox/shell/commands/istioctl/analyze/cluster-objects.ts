import { meshObjects, type AnalyzedObject } from '../../../../istio/index';
import type { ApiServer, KubeObject } from '../../../../kube/index';

/** Objects with this annotation are locks: replicas of a controller agree by them on who leads. */
const LOCK = 'control-plane.alpha.kubernetes.io/leader';

/** What the cluster holds, as istioctl reads it: without places in files, and of ConfigMaps only Istio's. */
export function clusterObjects(api: ApiServer, istioNamespace: string): readonly AnalyzedObject[] {
  const objects = api
    .stored()
    .map(({ object }) => object)
    .filter(
      (object) =>
        object.kind !== 'ConfigMap' ||
        (object.metadata.namespace === istioNamespace && isIstioConfigMap(object)),
    );
  return [...objects, ...meshObjects(objects, istioNamespace)].map((object) => ({ object }));
}

/** Whether a ConfigMap of Istio's namespace is Istio's own configuration (pkg/config/analysis/local). */
export function isIstioConfigMap({ kind, metadata }: KubeObject): boolean {
  const isLock = metadata.annotations?.[LOCK] !== undefined;
  return kind === 'ConfigMap' && !isLock && metadata.name.startsWith('istio');
}
