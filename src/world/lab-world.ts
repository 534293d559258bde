import type { LabBundle } from '../../sandbox/index';
import { createProgress, type ProgressStore } from '../progress/progress';
import { WorldClient } from './client';
import { createSelection, type SelectionStore } from './selection';

/** A lab's world and what panes share about it. */
export interface LabWorld {
  readonly client: WorldClient;
  readonly selection: SelectionStore;
  readonly progress: ProgressStore;
}

export function createLabWorld(bundle: LabBundle): LabWorld {
  return { client: new WorldClient(bundle), selection: createSelection(), progress: createProgress() };
}
