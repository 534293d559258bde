import type { ProgressStore } from '../progress/progress';
import type { WorldClient } from './client';
import type { SelectionStore } from './selection';

/** A lab's world and what panes share about it. */
export interface LabWorld {
  readonly client: WorldClient;
  readonly selection: SelectionStore;
  readonly progress: ProgressStore;
}
