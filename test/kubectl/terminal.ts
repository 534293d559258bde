import { gatewayApiKinds, istioKinds } from '../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  startControllers,
  type ApiServer,
} from '../../sandbox/kube/index';
import {
  allCommands,
  createShell,
  createVirtualFiles,
  HOME,
  type Shell,
  type ShellWorld,
} from '../../sandbox/shell/index';
import { Kernel, RandomSource } from '../../sandbox/sim/index';

/** 2026-11-21T10:00:00Z */
const START_MS = 1_795_255_200_000;

/** A cluster with controllers and a shell in front, in virtual time. */
export class KubectlTerminal {
  readonly kernel = new Kernel();
  readonly api: ApiServer;
  readonly #shell: Shell;

  constructor(files: Readonly<Record<string, string>> = {}) {
    const { kernel } = this;
    const random = new RandomSource(7);
    const now = (): number => START_MS + Math.floor(kernel.nowMs);
    this.api = createApiServer({
      kinds: createKindRegistry([...kubeKinds, ...gatewayApiKinds, ...istioKinds]),
      now,
      random,
    });
    startControllers({ api: this.api, kernel, random, now });
    const world: ShellWorld = {
      kernel,
      api: this.api,
      files: createVirtualFiles(
        Object.fromEntries(Object.entries(files).map(([name, text]) => [`${HOME}/${name}`, text])),
      ),
      random: random.stream('shell'),
      now,
      network: {
        resolve: () => undefined,
        *send() {
          throw new Error('there is no network in these tests');
        },
        *handshake() {
          throw new Error('there is no network in these tests');
        },
        publicRoots: () => '',
        *transfer() {
          throw new Error('there is no network in these tests');
        },
      },
      logs: (_namespace, pod, container) =>
        [1, 2, 3].map((line) => ({
          atMs: START_MS + line,
          text: `${container} of ${pod.split('-')[0] ?? ''} says ${String(line)}`,
        })),
      notify: () => undefined,
    };
    this.#shell = createShell({ world, commands: allCommands });
    kernel.runUntil(1_000_000);
  }

  /** What a line prints, both streams together as a terminal shows them, with `[1]` at the end of a failure. */
  run(line: string): string {
    let shown = '';
    const write = (text: string): void => {
      shown += text;
    };
    const code = this.kernel.run(this.kernel.spawn('line', this.#shell.run(line, { write })));
    return code === 0 ? shown : `${shown}[${String(code)}]`;
  }

  /** What Tab offers at the end of a line. */
  complete(line: string): readonly string[] {
    return this.#shell.complete(line, line.length).candidates.map((candidate) => candidate.trim());
  }

  /** Lets virtual time pass. */
  wait(seconds: number): void {
    this.kernel.runUntil(this.kernel.nowUs + seconds * 1_000_000);
  }
}
