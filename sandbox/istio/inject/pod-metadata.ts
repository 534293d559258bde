import { canonicalName, canonicalRevision } from '../discovery/index';
import type { Injection, Json } from './injection';
import { mergedScraping } from './metrics-merging';

type Texts = Readonly<Record<string, string>>;

export const STATUS_ANNOTATION = 'sidecar.istio.io/status';

/** The labels by which the mesh knows the pod. */
export function injectedLabels({ labels, workload, options }: Injection): Texts {
  return {
    ...labels,
    'security.istio.io/tlsMode': labels['security.istio.io/tlsMode'] ?? 'istio',
    'service.istio.io/canonical-name': canonicalName(labels, workload.name)
      .slice(0, 63)
      .replace(/^[-_.]+|[-_.]+$/g, ''),
    'service.istio.io/canonical-revision': canonicalRevision(labels),
    ...(options.network === '' ? {} : { 'topology.istio.io/network': options.network }),
  };
}

/** Whose injection it was, which container people mean, where metrics are, and what was added. */
export function injectedAnnotations(injection: Injection, added: AddedParts): Texts {
  const { containers, options } = injection;
  const first = containers[0]?.['name'];
  const names = typeof first === 'string' ? first : undefined;
  return {
    ...(names === undefined
      ? {}
      : {
          'kubectl.kubernetes.io/default-container': names,
          'kubectl.kubernetes.io/default-logs-container': names,
        }),
    ...mergedScraping(injection),
    'istio.io/rev': options.revision || 'default',
    [STATUS_ANNOTATION]: status(added, options.revision),
  };
}

/** What the template put into a pod. */
export interface AddedParts {
  readonly initContainers: readonly Json[];
  readonly containers: readonly Json[];
  readonly volumes: readonly Json[];
  readonly imagePullSecrets: readonly Json[];
}

function status(added: AddedParts, revision: string): string {
  const names = (list: readonly Json[]): unknown => (list.length === 0 ? null : list.map(({ name }) => name));
  return JSON.stringify({
    initContainers: names(added.initContainers),
    containers: names(added.containers),
    volumes: names(added.volumes),
    imagePullSecrets: names(added.imagePullSecrets),
    revision: revision || 'default',
  });
}
