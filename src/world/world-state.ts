import type { ApplyResult } from '../../sandbox/index';
import type { HomeFile } from '../../sandbox/hosts/worker/protocol';
import type { StorageProblem } from './storage';

/** What panes know about the world without asking the worker. */
export interface WorldState {
  readonly phase: 'starting' | 'ready' | 'restarting' | 'failed';
  readonly nowMs: number;
  /** A command runs in the terminal. */
  readonly busy: boolean;
  /** The world cannot keep up with the chosen speed. */
  readonly slow: boolean;
  readonly paused: boolean;
  readonly speed: number;
  readonly requestCount: number;
  /** Grows when somebody changed an object of the cluster. */
  readonly revision: number;
  readonly undoable: number;
  readonly files: readonly HomeFile[];
  /** Texts that the cluster's objects were applied from: path → text. */
  readonly applied: Readonly<Record<string, string>>;
  /** What the last press of Apply said; undefined when dismissed. */
  readonly outcome?: { readonly path: string; readonly result: ApplyResult } | undefined;
  readonly notices: readonly Notice[];
}

/** Something the learner must know; shown until dismissed. */
export type Notice =
  | { readonly kind: 'storage'; readonly problem: StorageProblem }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'recovered' }
  | { readonly kind: 'bug'; readonly message: string };

export const INITIAL_STATE: WorldState = {
  phase: 'starting',
  nowMs: 0,
  busy: false,
  slow: false,
  paused: false,
  speed: 1,
  requestCount: 0,
  revision: 0,
  undoable: 0,
  files: [],
  applied: {},
  notices: [],
};
