import { createStore, type Store } from './store';

/** What is chosen now; every pane lights it. */
export interface Selection {
  /** A request of the list. */
  readonly request?: number;
  /** A line of a file: where a decision came from. */
  readonly origin?: { readonly file: string; readonly line: number };
  /** A node of the mesh graph, by id. */
  readonly node?: string;
}

export type SelectionStore = Store<Selection>;

export function createSelection(): SelectionStore {
  return createStore<Selection>({});
}
