import { ApiError, type Mutator } from '../../kube/index';
import { joined } from '../validation/findings';
import { annotationProblems } from './annotation-value';
import { callingWebhooks } from './calling-webhooks';
import { wantsSidecar } from './decision';
import { injectSidecar } from './inject-sidecar';
import type { InjectionOptions } from './injection-options';

/**
 * The sidecar injector as the API server calls it: for every new pod that one of its webhooks selects.
 * @param present what new pods are injected with
 */
export function injector(present: () => InjectionOptions): Mutator {
  return {
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
        const problems = wantsSidecar(pod, namespace)
          ? annotationProblems(pod.metadata.annotations ?? {})
          : [];
        if (problems.length > 0)
          throw denied(name, `failed to run injection template: ${joined(problems, true)}`);
        pod = injectSidecar(pod, namespace, api.list('ProxyConfig'), present());
      }
      return pod;
    },
  };
}

function denied(webhook: string, why: string): ApiError {
  return new ApiError('', 400, `admission webhook "${webhook}" denied the request: ${why}`);
}
