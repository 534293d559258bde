import { imageVersion } from '../istio/index';
import type { ApiServer } from '../kube/index';
import type { ContainerSpec } from './objects';
import { environmentOf } from './pod-environment';
import type { PodSandbox } from './pod-sandbox';

/** The variable that holds what is otherwise than usual about the proxy. */
const PROXY_CONFIG = 'PROXY_CONFIG';
const ANNOTATION = 'proxy.istio.io/config';

/**
 * What the agent of a pod's proxy finds in its environment, with what comes with its image. A gateway's container that
 * no injector has seen gets what the pod's annotation says of its configuration.
 */
export function proxyEnvironment(
  api: ApiServer,
  sandbox: PodSandbox,
  { name, image }: ContainerSpec,
): Readonly<Record<string, string>> {
  const annotated = sandbox.object.metadata.annotations?.[ANNOTATION];
  return {
    ISTIO_META_ISTIO_VERSION: imageVersion(image),
    ...(annotated === undefined ? {} : { [PROXY_CONFIG]: annotated }),
    ...environmentOf(api, sandbox, name),
  };
}
