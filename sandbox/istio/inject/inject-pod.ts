import { isRecord, record, records, type KubeObject } from '../../kube/index';
import { rewriteProbes } from './app-probes';
import { initContainer } from './init-container';
import { Injection, type Json, type Workload } from './injection';
import type { InjectionOptions } from './injection-options';
import { ownScraping } from './metrics-merging';
import { overridden } from './overrides';
import { injectedAnnotations, injectedLabels, STATUS_ANNOTATION, type AddedParts } from './pod-metadata';
import { proxyContainer } from './proxy-container';
import { volumes } from './volumes';

/**
 * A pod, or the template of one, with a sidecar (pkg/kube/inject, template `sidecar`): init container, proxy, volumes,
 * labels and annotations; probes go to the agent. A pod that has a sidecar already gets it anew.
 */
export function injectPod(pod: KubeObject, workload: Workload, options: InjectionOptions): KubeObject {
  const injection = new Injection(withoutSidecar(pod), workload, options);
  const { spec } = injection;
  const setup = initContainer(injection);
  const proxy = proxyContainer(injection);
  const added: AddedParts = {
    initContainers: [...(setup ? [setup] : []), ...(injection.isNative ? [proxy] : [])],
    containers: injection.isNative ? [] : [proxy],
    volumes: volumes(injection),
    imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })),
  };
  const own = [...records(spec['containers']), ...records(spec['initContainers'])];
  const customised = (container: Json): Json =>
    overridden(
      container,
      own.find(({ name }) => name === container['name']),
    );
  const wishes = own.filter(({ name }) => name === 'istio-proxy' || name === 'istio-init');
  const rewritten = probesRewritten(injection, records(spec['containers']), records(spec['initContainers']));
  const withProbers = (container: Json): Json => withAgentTasks(container, injection, rewritten.probers);
  const app = rewritten.containers.filter(isApplication);
  const init = rewritten.initContainers.filter(isApplication);
  const proxies = added.containers.map(customised).map(withProbers);
  const setups = added.initContainers.map(customised).map(withProbers);
  const initContainers = injection.isNative ? [...setups, ...init] : [...init, ...setups];
  return {
    ...injection.pod,
    metadata: {
      ...injection.pod.metadata,
      labels: injectedLabels(injection),
      annotations: {
        ...injectedAnnotations(injection, added),
        ...(wishes.length === 0
          ? {}
          : { 'proxy.istio.io/overrides': overridesOf(wishes, injection.isNative) }),
      },
    },
    spec: {
      ...spec,
      containers: injection.holdsApplication ? [...proxies, ...app] : [...app, ...proxies],
      ...(initContainers.length === 0 ? {} : { initContainers }),
      volumes: [...added.volumes, ...records(spec['volumes'])],
      ...(added.imagePullSecrets.length === 0
        ? {}
        : { imagePullSecrets: [...added.imagePullSecrets, ...records(spec['imagePullSecrets'])] }),
    },
  };
}

function isApplication({ name }: Json): boolean {
  return name !== 'istio-proxy' && name !== 'istio-init';
}

function probesRewritten(
  { annotations, options, statusPort }: Injection,
  containers: readonly Json[],
  initContainers: readonly Json[],
): { containers: readonly Json[]; initContainers: readonly Json[]; probers: Readonly<Record<string, Json>> } {
  const wish = annotations['sidecar.istio.io/rewriteAppHTTPProbers'];
  const isWanted = wish === undefined ? options.rewriteAppHttpProbe : wish === 'true';
  if (!isWanted) return { containers, initContainers, probers: {} };
  const [one, other] = [containers, initContainers].map((list) => rewriteProbes(list, Number(statusPort)));
  return {
    containers: one?.containers ?? [],
    initContainers: other?.containers ?? [],
    probers: { ...one?.probers, ...other?.probers },
  };
}

/** What the agent does for the application beside the proxy: asking its probes, adding its metrics. */
function withAgentTasks(
  container: Json,
  injection: Injection,
  probers: Readonly<Record<string, Json>>,
): Json {
  if (container['name'] !== 'istio-proxy') return container;
  const scraping = ownScraping(injection);
  const paths = Object.keys(probers).sort();
  const asked = Object.fromEntries(paths.map((path) => [path, probers[path]]));
  return {
    ...container,
    env: [
      ...records(container['env']),
      ...(scraping === undefined ? [] : [{ name: 'ISTIO_PROMETHEUS_ANNOTATIONS', value: scraping }]),
      ...(paths.length === 0 ? [] : [{ name: 'ISTIO_KUBE_APP_PROBERS', value: JSON.stringify(asked) }]),
    ],
  };
}

/** The fields of a container as Go prints them; others follow. */
const containerFields = [
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'resources',
];

/** What the pod said of the injected containers, kept for the next injection. */
function overridesOf(wishes: readonly Json[], isNative: boolean): string {
  const kept = (wanted: string): readonly Json[] =>
    wishes.filter(({ name }) => name === wanted).map(inGoOrder);
  const proxies = kept('istio-proxy');
  const init = [...kept('istio-init'), ...(isNative ? proxies : [])];
  return JSON.stringify({
    ...(isNative || proxies.length === 0 ? {} : { containers: proxies }),
    ...(init.length === 0 ? {} : { initContainers: init }),
  });
}

function inGoOrder(container: Json): Json {
  const { image, ...rest } = { resources: {}, ...container } as Json;
  const fields: Json = image === undefined || image === 'auto' ? rest : { ...rest, image };
  const place = (name: string): number => (containerFields.indexOf(name) + 100) % 100;
  const entries = Object.entries(fields).sort(([one], [other]) => place(one) - place(other));
  return Object.fromEntries(entries);
}

/** The pod without what an earlier injection added, as its status tells. */
function withoutSidecar(pod: KubeObject): KubeObject {
  const text = pod.metadata.annotations?.[STATUS_ANNOTATION];
  const status = text === undefined ? undefined : parse(text);
  const spec = record(pod.spec);
  if (status === undefined) return pod;
  const listed = (field: string): readonly unknown[] => {
    const names = status[field];
    return Array.isArray(names) ? names : [];
  };
  const left = (field: string): readonly Json[] =>
    records(spec[field]).filter(({ name }) => !listed(field).includes(name));
  const { [STATUS_ANNOTATION]: _, ...annotations } = pod.metadata.annotations ?? {};
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: {
      ...spec,
      containers: left('containers'),
      initContainers: left('initContainers'),
      volumes: left('volumes'),
    },
  };
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
