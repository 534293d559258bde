import { Kernel, RandomSource } from '../../../sandbox/sim/index';
import { createVirtualFiles, type ShellWorld } from '../../../sandbox/shell/index';

/** 2026-11-21T10:00:00Z */
const START_MS = 1_795_255_200_000;

/** A world with a clock, files and chance, and no cluster: enough for everything that is not kubectl. */
export function fakeWorld(files: Readonly<Record<string, string>> = {}, seed = 1): ShellWorld {
  const kernel = new Kernel();
  const noCluster = (): never => {
    throw new Error('this world has no cluster');
  };
  return {
    kernel,
    files: createVirtualFiles(files),
    random: new RandomSource(seed).stream('shell'),
    now: () => START_MS + kernel.nowMs,
    get api() {
      return noCluster();
    },
    network: {
      resolve: noCluster,
      send: noCluster,
      handshake: noCluster,
      publicRoots: noCluster,
      transfer: noCluster,
    },
    logs: noCluster,
    notify: () => undefined,
  };
}
