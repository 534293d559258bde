import type { Field } from '../kinds/field';
import type { AnalysisContext } from './context';
import type { Resource } from './resource';
import type { Labels } from './selector';

export const injectLabel = 'sidecar.istio.io/inject';

/** The image of the sidecar among containers; empty when there is none. */
export function proxyImageOf(containers: readonly Field[]): string {
  return containers.find((container) => container.at('name').text === 'istio-proxy')?.at('image').text ?? '';
}

export function containersOf(podSpec: Field): readonly Field[] {
  return [...podSpec.at('containers').items, ...podSpec.at('initContainers').items];
}

/** Whether a pod has a sidecar, or would get one. */
export function isPodInMesh(pod: Resource, context: AnalysisContext): boolean {
  return isInMesh(containersOf(pod.spec), pod.labels, pod.annotations, pod.namespace, context);
}

/** Whether the pods of a deployment have a sidecar, or would get one. */
export function isDeploymentInMesh(deployment: Resource, context: AnalysisContext): boolean {
  const template = deployment.spec.at('template');
  const metadata = template.at('metadata');
  return isInMesh(
    template.at('spec').at('containers').items,
    metadata.at('labels').textMap,
    metadata.at('annotations').textMap,
    deployment.namespace,
    context,
  );
}

function isInMesh(
  containers: readonly Field[],
  labels: Labels,
  annotations: Labels,
  namespace: string,
  context: AnalysisContext,
): boolean {
  if (proxyImageOf(containers) !== '') return true;
  for (const own of [labels, annotations]) {
    const wish = own[injectLabel];
    if (wish !== undefined) return wish === 'true';
  }
  return context.find('Namespace', namespace)?.labels['istio-injection'] === 'enabled';
}

export function isPodAmbient(pod: Resource): boolean {
  return pod.annotations['ambient.istio.io/redirection'] === 'enabled';
}

export function isNamespaceAmbient(namespace: Resource | undefined): boolean {
  if (!namespace) return false;
  const { labels } = namespace;
  if (labels['istio-injection'] === 'enabled' || (labels['istio.io/rev'] ?? '') !== '') return false;
  return labels['istio.io/dataplane-mode'] === 'ambient';
}

/** Parts of Istio itself are left alone by some analyzers. */
export function isControlPlane(resource: Resource): boolean {
  return 'istio' in resource.labels || resource.labels.release === 'istio';
}
