import { canonicalName, canonicalRevision } from '../discovery/index';
import type { Injection, Json } from './injection';

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
  const { annotations, containers, options } = injection;
  const first = containers[0]?.['name'];
  const names = typeof first === 'string' ? first : undefined;
  return {
    ...(names === undefined
      ? {}
      : {
          'kubectl.kubernetes.io/default-container': names,
          'kubectl.kubernetes.io/default-logs-container': names,
        }),
    ...annotations,
    'istio.io/rev': options.revision || 'default',
    ...scraping(injection),
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

/** Prometheus asks the agent, which adds the application's own metrics. */
function scraping(injection: Injection): Texts {
  if (!mergesMetrics(injection)) return {};
  return {
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/port': injection.options.statusPort,
    'prometheus.io/scrape': 'true',
  };
}

function mergesMetrics({ annotations, options }: Injection): boolean {
  const merge = annotations['prometheus.istio.io/merge-metrics'];
  const wanted = merge === undefined ? options.enablePrometheusMerge : merge === 'true';
  return wanted && annotations['prometheus.io/scrape'] !== 'false';
}

/** How the application wanted to be asked, for the agent. */
export function ownScraping(injection: Injection): string | undefined {
  const { annotations, options } = injection;
  const [scrape = '', path = '', port = ''] = ['scrape', 'path', 'port'].map(
    (name) => annotations[`prometheus.io/${name}`],
  );
  if (!mergesMetrics(injection) || scrape + path + port === '' || port === options.statusPort)
    return undefined;
  return JSON.stringify({ scrape, path, port });
}
