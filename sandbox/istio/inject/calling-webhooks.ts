import {
  matchesSelector,
  plain,
  record,
  records,
  string,
  type ApiServer,
  type KubeObject,
} from '../../kube/index';

/** One webhook of a MutatingWebhookConfiguration that asks the injector about a pod. */
export interface CallingWebhook {
  /** `namespace.sidecar-injector.istio.io`. */
  readonly name: string;
  /** Whether the pod is refused when the injector cannot be asked. */
  readonly mustAnswer: boolean;
  /** Why it cannot be asked, in the API server's words; undefined when it can. */
  readonly failure?: string;
}

const PATH = '/inject';

/**
 * The webhooks that a new pod is shown to, in the order of the API server: by the name of their configuration. Only those
 * that lead to the injector are looked at.
 */
export function callingWebhooks(
  pod: KubeObject,
  namespace: string,
  api: ApiServer,
): readonly CallingWebhook[] {
  const labels = api.get({ kind: 'Namespace', namespace: '', name: namespace })?.metadata.labels;
  return api
    .list('MutatingWebhookConfiguration')
    .flatMap((configuration) => records(configuration['webhooks']))
    .filter(
      (hook) =>
        placeOf(hook) !== undefined &&
        records(hook['rules']).some(coversNewPods) &&
        matchesSelector(hook['namespaceSelector'], labels) &&
        matchesSelector(hook['objectSelector'], pod.metadata.labels),
    )
    .map((hook) => {
      const failure = failureOf(hook, api);
      return {
        name: string(hook['name']),
        mustAnswer: hook['failurePolicy'] !== 'Ignore',
        ...(failure === undefined ? {} : { failure }),
      };
    });
}

type Json = Readonly<Record<string, unknown>>;

/** Where the injector is asked; undefined for other webhooks. */
function placeOf(hook: Json): { readonly url: string; readonly service?: Json } | undefined {
  const { url, service } = record(hook['clientConfig']);
  if (typeof url === 'string') return url.includes(PATH) ? { url } : undefined;
  const { name, namespace, path, port } = record(service);
  if (!string(path).startsWith(PATH)) return undefined;
  const host = `${string(name)}.${string(namespace)}.svc:${plain(port ?? 443)}`;
  return { url: `https://${host}${string(path)}`, service: record(service) };
}

function coversNewPods(rule: Json): boolean {
  const covers = (field: string, value: string): boolean => {
    const listed = rule[field];
    return Array.isArray(listed) && (listed.includes(value) || listed.includes('*'));
  };
  return (
    covers('operations', 'CREATE') &&
    covers('apiGroups', '') &&
    covers('apiVersions', 'v1') &&
    (covers('resources', 'pods') || covers('resources', '*/*'))
  );
}

function failureOf(hook: Json, api: ApiServer): string | undefined {
  const place = placeOf(hook);
  if (place?.service === undefined) return undefined;
  const name = string(place.service['name']);
  const problem = serviceProblem(name, string(place.service['namespace']), api);
  if (problem === undefined) return undefined;
  const seconds = plain(hook['timeoutSeconds'] ?? 10);
  const call = `failed to call webhook: Post "${place.url}?timeout=${seconds}s": ${problem}`;
  return `failed calling webhook "${string(hook['name'])}": ${call}`;
}

/** A control plane that is on its way counts as there: nothing else could be installed before it. */
function serviceProblem(name: string, namespace: string, api: ApiServer): string | undefined {
  const service = api.get({ kind: 'Service', namespace, name });
  if (service === undefined) return `service "${name}" not found`;
  const matchLabels = record(record(service.spec)['selector']);
  const isServed = api.list('Deployment', namespace).some((deployment) => {
    const { replicas, template } = record(deployment.spec);
    const labels = record(record(record(template)['metadata'])['labels']) as Readonly<Record<string, string>>;
    return replicas !== 0 && matchesSelector({ matchLabels }, labels);
  });
  return isServed ? undefined : `no endpoints available for service "${name}"`;
}
