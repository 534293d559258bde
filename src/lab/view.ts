import { createContext, useContext } from 'react';
import { createStore, type Store } from '../world/store';

export type Pane = 'edit' | 'terminal' | 'mesh' | 'requests';

/** What of the lab is on the screen. Which fields matter depends on the width of the window. */
export interface LabView {
  /** Narrow windows show one pane at a time; `read` is the prose. */
  readonly tab: 'read' | Pane;
  /** The pane beside the editor in wide windows. */
  readonly side: 'mesh' | 'requests';
  /** How much of a medium window the workbench covers. */
  readonly sheet: 'low' | 'half' | 'tall';
  /** Shares in percent: prose of the page, editor of the workbench's width, upper panes of its height. */
  readonly prose: number;
  readonly editor: number;
  readonly upper: number;
  /** Large type, for a projector. */
  readonly presenting: boolean;
}

export type ViewStore = Store<LabView>;

const KEY = 'drydock/view';
const FIRST: LabView = {
  tab: 'read',
  side: 'mesh',
  sheet: 'half',
  prose: 36,
  editor: 48,
  upper: 62,
  presenting: false,
};

export const ViewContext = createContext<ViewStore | undefined>(undefined);

/** @throws outside of a lab */
export function useLabView(): ViewStore {
  const view = useContext(ViewContext);
  if (!view) throw new Error('not inside a lab');
  return view;
}

export function createView(): ViewStore {
  return createStore(FIRST);
}

/** Restores the sizes of the last visit and keeps them. Sizes are a comfort: without storage there are none. */
export function rememberSizes(view: ViewStore): () => void {
  try {
    const { prose, editor, upper } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    view.patch({
      ...(typeof prose === 'number' ? { prose } : {}),
      ...(typeof editor === 'number' ? { editor } : {}),
      ...(typeof upper === 'number' ? { upper } : {}),
    });
  } catch {
    // unreadable sizes are as good as none
  }
  return view.subscribe(() => {
    const { prose, editor, upper } = view.get();
    try {
      localStorage.setItem(KEY, JSON.stringify({ prose, editor, upper }));
    } catch {
      // denied or full: the banner of the world's storage says so already
    }
  });
}

/** Brings a pane to the front, whatever the width of the window. */
export function showPane(view: ViewStore, pane: Pane): void {
  const { sheet, side } = view.get();
  view.patch({
    tab: pane,
    sheet: sheet === 'low' ? 'half' : sheet,
    side: pane === 'mesh' || pane === 'requests' ? pane : side,
  });
}
