import type { PodSpec } from './objects';

/** The name of the sidecar's (and a gateway's) container: an Envoy and its agent. */
export const PROXY_CONTAINER = 'istio-proxy';

/** What an environment variable tells the Envoy of a pod and its agent; undefined where there is neither. */
export function proxyVariable(pod: PodSpec | undefined, name: string): string | undefined {
  const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
  const proxy = containers.find((container) => container.name === PROXY_CONTAINER);
  return proxy?.env?.find((variable) => variable.name === name)?.value;
}
