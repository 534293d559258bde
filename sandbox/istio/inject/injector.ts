import type { Mutator } from '../../kube/index';
import { injectSidecar } from './inject-sidecar';

/** The sidecar injector as the API server calls it: for every new pod. */
export const injector: Mutator = {
  name: 'rev.namespace.sidecar-injector.istio.io',
  mutate(object, request) {
    if (object.kind !== 'Pod' || request.operation !== 'CREATE') return object;
    const namespace = object.metadata.namespace ?? 'default';
    const labels = request.api.get({ kind: 'Namespace', namespace: '', name: namespace })?.metadata.labels;
    return injectSidecar(object, namespace, labels ?? {}, request.api.list('ProxyConfig'));
  },
};
