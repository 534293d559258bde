import { gatewayApiKinds, istioKinds } from '../../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type KindDeclaration,
} from '../../../sandbox/kube/index';
import {
  allCommands,
  createShell,
  createVirtualFiles,
  HOME,
  type Shell,
  type ShellWorld,
} from '../../../sandbox/shell/index';
import { Kernel, RandomSource } from '../../../sandbox/sim/index';
import type { Printed, RecordedCase } from './recorded-case';
import { normalise } from './normalise';
import { noNetwork } from './no-network';

const WORK = `${HOME}/work`;
const START_MS = 1_795_255_200_000;
const NAMESPACES = ['istio-system', 'istio-ingress', 'bookinfo', 'foo', 'bar', 'legacy', 'istio-routing'];

/** An API server without Kubernetes' own kinds, and a shell in a folder that holds the case's files. */
export class KubectlCluster {
  readonly #kernel = new Kernel();
  readonly #shell: Shell;

  constructor(recorded: RecordedCase) {
    const random = new RandomSource(1);
    const now = (): number => START_MS + Math.floor(this.#kernel.nowMs);
    const api = createApiServer({ kinds: createKindRegistry(kindsOf(recorded.profile)), now, random });
    for (const name of NAMESPACES) api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const files = createVirtualFiles(
      Object.fromEntries(
        Object.entries(recorded.files ?? {}).map(([name, text]) => [`${WORK}/${name}`, text]),
      ),
    );
    if (!files.isDirectory(WORK)) files.makeDirectory(WORK);
    const world: ShellWorld = {
      kernel: this.#kernel,
      api,
      files,
      random: random.stream('shell'),
      now,
      network: noNetwork,
      logs: () => undefined,
      notify: () => undefined,
    };
    this.#shell = createShell({ world, commands: allCommands, cwd: WORK });
  }

  /** Runs one command as `bash -c` would: nothing of the shell's state lasts but the files and the cluster. */
  run(command: string): Printed {
    let stdout = '';
    let stderr = '';
    const io = {
      cwd: WORK,
      write: (text: string, stream: 'stdout' | 'stderr'): void => {
        if (stream === 'stdout') stdout += text;
        else stderr += text;
      },
    };
    const task = this.#kernel.spawn('case', this.#shell.run(command, io));
    const deadlineUs = this.#kernel.nowUs + 60_000_000;
    while (!task.done && this.#kernel.nowUs < deadlineUs && !this.#kernel.idle)
      this.#kernel.runUntil(Math.min(this.#kernel.nextEventUs ?? deadlineUs, deadlineUs));
    const exitCode = task.done ? task.result() : 124;
    if (!task.done) task.cancel();
    return {
      stdout: normalise(stdout, HOME, WORK),
      stderr: normalise(withoutNotes(stderr), HOME, WORK),
      exitCode,
    };
  }
}

function kindsOf(profile: string | undefined): readonly KindDeclaration[] {
  const own = kubeKinds.filter(({ kind }) => kind === 'Namespace' || kind === 'CustomResourceDefinition');
  const custom = profile === 'crds' ? istioKinds.map(withoutWebhook) : istioKinds;
  return [...own, ...(profile === 'gwapi' ? gatewayApiKinds : []), ...custom];
}

function withoutWebhook(kind: KindDeclaration): KindDeclaration {
  const { validate: _webhook, ...rest } = kind;
  return rest;
}

/** What the sandbox adds about itself: no real tool could have printed it. */
function withoutNotes(text: string): string {
  return text.replace(/^Warning: .* is stored but not simulated here: .*\n/gm, '');
}
