import type { ControlPlane } from './istio/index';
import type { ApiServer } from './kube/index';
import type { Runtime } from './runtime/index';
import type { Shell, ShellWorld, VirtualFiles } from './shell/index';
import type { Kernel } from './sim/index';
import type { Telemetry } from './telemetry/index';
import type { Fact } from './world-api';

/** The parts of a world, put together; the verbs of `SimulatedWorld` work on them. */
export interface WorldParts {
  readonly seed: number;
  readonly startEpochMs: number;
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly files: VirtualFiles;
  readonly runtime: Runtime;
  readonly controlPlane: ControlPlane;
  readonly telemetry: Telemetry;
  readonly shellWorld: ShellWorld;
  /** A shell with a state of its own (directory, variables). */
  newShell(): Shell;
  readonly facts: Set<(fact: Fact) => void>;
  /** Virtual milliseconds since the first world of this line of snapshots was made. */
  elapsedMs(): number;
}
