import { isRecord, type ApiServer } from '../../../sandbox/kube/index';
import {
  allCommands,
  createShell,
  createVirtualFiles,
  HOME,
  type Shell,
  type ShellWorld,
} from '../../../sandbox/shell/index';
import { RandomSource } from '../../../sandbox/sim/index';
import { ScenarioMesh } from '../differential/mesh';
import type { Scenario } from '../differential/scenario';
import type { Printed } from './recorded-case';
import { runInShell } from './run-in-shell';

const STATUS_PORT = 15_021;

/** One command about one proxy of a scenario; its `--file` stands for the proxy. */
export interface ProxyConfigCase {
  readonly scenario: string;
  /** `namespace/workload`. */
  readonly proxy: string;
  readonly cmd: string;
  readonly stdout: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** A scenario's mesh at rest, and a shell beside it. */
export class ProxyConfigMesh {
  readonly #mesh: ScenarioMesh;
  readonly #shell: Shell;

  constructor(scenario: Scenario) {
    const mesh = new ScenarioMesh(scenario);
    withoutStatusPort(mesh.api);
    mesh.delete({ kind: 'Service', name: 'kubernetes' });
    mesh.settle();
    this.#mesh = mesh;
    const { kernel, api, runtime } = mesh;
    const world: ShellWorld = {
      kernel,
      api,
      files: createVirtualFiles({}),
      random: new RandomSource(1).stream('shell'),
      now: () => kernel.nowMs,
      network: runtime.network,
      logs: () => undefined,
      mesh: {
        proxies: () => runtime.proxies(),
        configDump: (proxy) => runtime.configDump(proxy),
        isEjected: (proxy, cluster, address) => runtime.proxy(proxy)?.isEjected(cluster, address) ?? false,
        admin: (proxy, method, target) => runtime.proxy(proxy)?.admin(method, target),
        agent: () => undefined,
        credential: () => undefined,
        identity: (proxy) => runtime.proxy(proxy)?.node.identity,
        node: () => undefined,
        syncStatus: () => [],
      },
      notify: () => undefined,
    };
    this.#shell = createShell({ world, commands: allCommands, cwd: HOME });
  }

  run({ cmd, proxy }: ProxyConfigCase): Printed {
    const { namespace, pod } = this.#mesh.podOf(proxy);
    const command = cmd.replace(/--file \S+/, `${pod}.${namespace}`);
    return runInShell(this.#mesh.kernel, this.#shell, HOME, command);
  }
}

/** The recorder's gateway had no Service port for its status. */
function withoutStatusPort(api: ApiServer): void {
  const found = api.get({ kind: 'Service', namespace: 'istio-system', name: 'istio-ingressgateway' });
  if (!isRecord(found?.spec) || !Array.isArray(found.spec.ports)) throw new Error('there is no gateway');
  const ports = found.spec.ports.filter((port) => !isRecord(port) || port.port !== STATUS_PORT);
  api.update({ ...found, spec: { ...found.spec, ports } });
}
