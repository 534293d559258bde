import { imageVersion } from '../istio/index';
import type { ContainerSpec, PodObject } from './objects';

/** The variable that holds what is otherwise than usual about the proxy. */
const PROXY_CONFIG = 'PROXY_CONFIG';
const ANNOTATION = 'proxy.istio.io/config';

/**
 * What the agent of a pod's proxy finds in its environment, as far as it is written out or comes with its image. A gateway's container that no
 * injector has seen gets what the pod's annotation says of its configuration.
 */
export function proxyEnvironment(
  { metadata }: PodObject,
  { image, env = [] }: ContainerSpec,
): Readonly<Record<string, string>> {
  const annotated = metadata.annotations?.[ANNOTATION];
  return {
    ISTIO_META_ISTIO_VERSION: imageVersion(image),
    ...(annotated === undefined ? {} : { [PROXY_CONFIG]: annotated }),
    ...Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
  };
}
