import { createStore, type Store } from './store';

/** What is chosen now; every pane lights it. */
export interface Selection {
  /** The file in the editor. */
  readonly file?: string;
  /** A request of the list. */
  readonly request?: number;
  /** A line of a file: where a decision came from. */
  readonly origin?: { readonly file: string; readonly line: number };
  /** A node or an edge of the mesh graph, by id. */
  readonly node?: string | undefined;
  readonly edge?: string | undefined;
  /** Places of manifests that belong to the chosen node or edge. */
  readonly linked?: readonly Place[] | undefined;
  /** The line the learner is working on; its part of the mesh is lit. */
  readonly cursor?: { readonly file: string; readonly line: number } | undefined;
}

/** Lines of a file, both from 1 and inclusive. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export type SelectionStore = Store<Selection>;

/** Lights a line and brings its file into the editor. */
export function selectOrigin(store: SelectionStore, file: string, line: number): void {
  store.patch({ file, origin: { file, line } });
}

export function createSelection(): SelectionStore {
  return createStore<Selection>({});
}
