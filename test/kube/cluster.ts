import {
  ApiError,
  createApiServer,
  createKindRegistry,
  kubeKinds,
  startControllers,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { Kernel, RandomSource } from '../../sandbox/sim/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

/** 2026-11-21T10:00:00Z */
const START_MS = 1_795_255_200_000;

export interface TestCluster {
  readonly api: ApiServer;
  readonly kernel: Kernel;
  /** Creates every object of a text. */
  readonly create: (yaml: string) => void;
  /** Names of objects of a kind. */
  readonly names: (kind: string) => readonly string[];
}

/** An API server with Kubernetes' own kinds; with controllers and a kubelet that makes pods ready when asked for. */
export function testCluster(options: { readonly alive?: boolean; readonly seed?: number } = {}): TestCluster {
  const kernel = new Kernel();
  const random = new RandomSource(options.seed ?? 1);
  const now = (): number => START_MS + kernel.nowMs;
  const api = createApiServer({ kinds: createKindRegistry(kubeKinds), now, random });
  if (options.alive === true) {
    startControllers({ api, kernel, random, now });
    makePodsReady(api, kernel);
  }
  return {
    api,
    kernel,
    create: (yaml) => {
      for (const { value } of parseYaml(yaml, { file: 'test.yaml' }).documents)
        api.create(value as KubeObject);
    },
    names: (kind) => api.list(kind).map(({ metadata }) => metadata.name),
  };
}

/** Every pod is ready a second after it was made, at an address of its own. */
function makePodsReady(api: ApiServer, kernel: Kernel): void {
  let address = 0;
  api.watch(({ type, object }) => {
    if (type !== 'ADDED' || object.kind !== 'Pod') return;
    const { name, namespace = '' } = object.metadata;
    address++;
    const podIP = `10.244.0.${String(address)}`;
    kernel.schedule(1_000_000, () => {
      const key = { kind: 'Pod', namespace, name };
      if (api.get(key))
        api.updateStatus(key, { phase: 'Running', podIP, conditions: [{ type: 'Ready', status: 'True' }] });
    });
  });
}

/** The text of the error a call throws. */
export function failure(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ApiError) return `${error.reason}: ${error.message}`;
    throw error;
  }
  return 'no error';
}
