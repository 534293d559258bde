import { ApiError, type KubeObject, type Mutator } from '../../kube/index';
import { memoByObject } from '../../lib/memo';
import { MESH_CONFIG_MAP, readMeshConfig, written } from '../mesh-config-map/index';
import { joined } from '../validation/findings';
import { annotationProblems } from './annotation-value';
import { callingWebhooks } from './calling-webhooks';
import { wantsSidecar } from './decision';
import { injectSidecar } from './inject-sidecar';
import { installedOptions } from './injector-config-map';

/** The sidecar injector as the API server calls it: for every new pod that one of its webhooks selects. */
export const injector: Mutator = {
  name: 'sidecar-injector.istio.io',
  mutate(object, { operation, api }) {
    if (object.kind !== 'Pod' || operation !== 'CREATE') return object;
    const namespace = object.metadata.namespace ?? 'default';
    let pod = object;
    for (const { name, mustAnswer, failure } of callingWebhooks(object, namespace, api)) {
      if (failure !== undefined) {
        if (mustAnswer) throw new ApiError('InternalError', 500, `Internal error occurred: ${failure}`);
        continue;
      }
      const problems = wantsSidecar(pod, namespace) ? annotationProblems(pod.metadata.annotations ?? {}) : [];
      if (problems.length > 0)
        throw denied(name, `failed to run injection template: ${joined(problems, true)}`);
      const map = api.get(MESH_CONFIG_MAP);
      const mesh = { ...(map ? meshIn(map) : readMeshConfig(undefined).value) };
      pod = injectSidecar(pod, namespace, api.list('ProxyConfig'), mesh, installedOptions(api));
    }
    return pod;
  },
};

/** Read once for all the pods that come. */
const meshIn = memoByObject((map: KubeObject) => readMeshConfig(written(map, 'mesh')).value);

function denied(webhook: string, why: string): ApiError {
  return new ApiError('', 400, `admission webhook "${webhook}" denied the request: ${why}`);
}
