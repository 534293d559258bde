import type { ContainerSpec, PodSpec } from './objects';

/** The name of the sidecar's (and a gateway's) container: an Envoy and its agent. */
export const PROXY_CONTAINER = 'istio-proxy';

/** What an environment variable tells the Envoy of a pod and its agent; undefined where there is neither. */
export function proxyVariable(pod: PodSpec | undefined, name: string): string | undefined {
  return proxyContainer(pod)?.env?.find((variable) => variable.name === name)?.value;
}

/** Where the Envoy of a pod runs; undefined where there is none. */
export function proxyContainer(pod: PodSpec | undefined): ContainerSpec | undefined {
  const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
  return containers.find((container) => container.name === PROXY_CONTAINER);
}
