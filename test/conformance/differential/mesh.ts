import { createProxy } from '../../../sandbox/envoy/index';
import {
  createControlPlane,
  gatewayApiKinds,
  injector,
  webhookObjects,
  istioKinds,
  type ControlPlane,
} from '../../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  startControllers,
  type ApiServer,
  type KubeObject,
} from '../../../sandbox/kube/index';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import { createRuntime, ingressGateway, type Runtime } from '../../../sandbox/runtime/index';
import { Kernel, RandomSource } from '../../../sandbox/sim/index';
import { apps, startEcho } from '../../../sandbox/workloads/index';
import type { Scenario } from './scenario';

const START_MS = 1_795_255_200_000;
/** Longest that pods and pushes may take to come to rest. */
const SETTLE_LIMIT_MS = 30_000;
const SETTLE_STEP_MS = 250;
/** The recorder's changes were longer ago than Envoy's update_merge_window when requests came. */
const QUIET_MS = 1100;
const OUTSIDE_ANNOTATION = 'echo/external';

interface DeploymentLike {
  readonly spec: {
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly {
          readonly env?: readonly { readonly name: string; readonly value?: string }[];
          readonly ports?: readonly { readonly containerPort: number }[];
        }[];
      };
    };
  };
}

/** A cluster with a mesh as the recorder had it: an ingress gateway, no istiod Service, the scenario's objects. */
export class ScenarioMesh {
  readonly kernel = new Kernel();
  readonly api: ApiServer;
  readonly runtime: Runtime;
  readonly #controlPlane: ControlPlane;
  readonly #random: RandomSource;

  constructor(scenario: Scenario, seed = 1) {
    const { kernel } = this;
    this.#random = new RandomSource(seed);
    const random = this.#random;
    const now = (): number => START_MS + Math.floor(kernel.nowMs);
    const kinds = createKindRegistry([...kubeKinds, ...gatewayApiKinds, ...istioKinds]);
    this.api = createApiServer({
      kinds,
      now,
      random,
      mutators: [injector(() => this.#controlPlane.injection())],
    });
    const { api } = this;
    this.#controlPlane = createControlPlane({
      api,
      kernel,
      now,
      deliver: (id, config) => {
        this.runtime.deliver(id, config);
      },
      fetchText: (url, timeoutMs) => this.runtime.fetchText(url, timeoutMs),
      ...(scenario.meshConfig === undefined ? {} : { meshConfig: firstValue(scenario.meshConfig) }),
    });
    startControllers({ api, kernel, random, now });
    this.runtime = createRuntime({
      kernel,
      api,
      random,
      apps,
      createProxy,
      controlPlane: this.#controlPlane,
      now,
    });
    for (const object of [...ingressGateway, ...webhooksByUrl()]) api.create(object);
    this.apply(scenario.manifests);
  }

  /** Creates or replaces every object of a stream, namespaces first as a user would have them. */
  apply(yaml: string): void {
    const objects = parseYaml(yaml, { file: 'scenario.yaml' }).documents.map(
      ({ value }) => value as KubeObject,
    );
    const rank = ({ kind }: KubeObject): number =>
      kind === 'Namespace' ? 0 : kind === 'ServiceAccount' ? 1 : 2;
    for (const object of objects.sort((a, b) => rank(a) - rank(b))) this.#applyOne(object);
  }

  delete(key: { readonly kind: string; readonly name: string; readonly namespace?: string }): void {
    const { kinds } = this.api;
    const { name, namespace = 'default' } = key;
    for (const kind of kinds.all.filter((each) => each.kind === key.kind)) {
      const found = { kind: kinds.keyOf(kind), name, namespace };
      if (this.api.get(found)) this.api.delete(found);
    }
  }

  run(ms: number): void {
    this.kernel.runUntil(this.kernel.nowUs + ms * 1000);
  }

  /** Runs until pods have started and pushes have been delivered. */
  settle(): void {
    for (let passed = 0; passed < SETTLE_LIMIT_MS; passed += SETTLE_STEP_MS) {
      this.run(SETTLE_STEP_MS);
      if (this.runtime.settled() && !this.#controlPlane.pending) break;
    }
    this.run(QUIET_MS);
  }

  /** A running pod of `namespace/deployment`. */
  podOf(workload: string): { readonly namespace: string; readonly pod: string } {
    const [namespace = '', deployment = ''] = workload.split('/');
    const pod = this.api.list('Pod', namespace).find(({ metadata }) => {
      if (metadata.deletionTimestamp !== undefined) return false;
      const owner = metadata.ownerReferences?.[0]?.name ?? '';
      return owner.slice(0, owner.lastIndexOf('-')) === deployment;
    });
    if (pod === undefined) throw new Error(`no pod of ${workload}`);
    return { namespace, pod: pod.metadata.name };
  }

  #applyOne(object: KubeObject): void {
    const kind = this.api.kinds.byKind(object.apiVersion, object.kind);
    if (kind === undefined) return; // the steps that depend on it will fail
    const outside = object.metadata.annotations?.[OUTSIDE_ANNOTATION];
    if (outside !== undefined) {
      this.#addServer(
        object,
        outside.split(',').map((host) => host.trim()),
      );
      return;
    }
    const namespace = kind.namespaced ? (object.metadata.namespace ?? 'default') : undefined;
    if (namespace !== undefined) this.#ensureNamespace(namespace);
    const metadata = { ...object.metadata, ...(namespace === undefined ? {} : { namespace }) };
    const key = this.api.kinds.keyOf(kind);
    const exists = this.api.get({ kind: key, namespace: namespace ?? '', name: metadata.name });
    if (exists === undefined) this.api.create({ ...object, metadata });
    else this.api.update({ ...object, metadata });
  }

  /** The recorder had no admission: objects may stand in namespaces that nobody declared. */
  #ensureNamespace(name: string): void {
    if (this.api.get({ kind: 'Namespace', namespace: '', name }) !== undefined) return;
    this.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  /** A Deployment that stands for a server on the internet. */
  #addServer(object: KubeObject, hosts: readonly string[]): void {
    const { template } = (object as KubeObject & DeploymentLike).spec;
    const [container] = template.spec.containers;
    const ports = (container?.ports ?? []).map(({ containerPort }) => containerPort);
    const { name, namespace = 'default' } = object.metadata;
    const instance = startEcho({
      image: 'echo',
      tag: 'latest',
      args: [],
      env: Object.fromEntries((container?.env ?? []).map((entry) => [entry.name, entry.value ?? ''])),
      hostname: `${name}-000000-00000`,
      namespace,
      labels: template.metadata?.labels ?? {},
      podIP: '',
      random: this.#random.stream(`outside/${name}`),
      now: () => START_MS,
      log: () => undefined,
      file: () => undefined,
      *fetch() {
        return { failure: 'dns' };
      },
    });
    const tlsPorts = ports.filter((port) => port === 443);
    this.runtime.external.add({
      name,
      hosts,
      ports: ports.filter((port) => port !== 443),
      tlsPorts,
      instance,
    });
  }
}

function firstValue(yaml: string): object {
  return parseYaml(yaml, { file: 'meshconfig.yaml' }).documents[0]?.value ?? {};
}

/** The recorder's injector was no Service of the cluster. */
function webhooksByUrl(): readonly KubeObject[] {
  const clientConfig = { url: 'https://istiod.example.com/inject' };
  return webhookObjects
    .filter(({ kind }) => kind === 'MutatingWebhookConfiguration')
    .map((object) => ({
      ...object,
      webhooks: (object['webhooks'] as readonly object[]).map((hook) => ({ ...hook, clientConfig })),
    }));
}
