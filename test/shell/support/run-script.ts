import {
  coreCommands,
  createShell,
  type Command,
  type Shell,
  type ShellWorld,
} from '../../../sandbox/shell/index';
import { fakeWorld } from './fake-world';

export interface Transcript {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Virtual milliseconds it took. */
  readonly ms: number;
}

export interface RunSetup {
  readonly world?: ShellWorld;
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly shell?: Shell;
  readonly commands?: readonly Command[];
}

/** Runs a script to its end in virtual time. */
export function runScript(script: string, setup: RunSetup = {}): Transcript {
  const world = setup.world ?? fakeWorld(setup.files);
  const shell = setup.shell ?? createShell({ world, commands: setup.commands ?? coreCommands });
  const texts = { stdout: '', stderr: '' };
  const startMs = world.kernel.nowMs;
  const task = world.kernel.spawn(
    'test',
    shell.run(script, {
      ...(setup.stdin === undefined ? {} : { stdin: setup.stdin }),
      write: (text, stream) => {
        texts[stream] += text;
      },
    }),
  );
  const exitCode = world.kernel.run(task);
  return { ...texts, exitCode, ms: world.kernel.nowMs - startMs };
}
