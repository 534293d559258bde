import type { LabBundle } from '../../sandbox/index';
import type { LabWorld } from '../world/lab-world';

/** A lab that was opened before the page's own scripts ran. */
export interface OpenedEarly {
  readonly world: LabWorld;
  readonly close: () => void;
}

/** A terminal that was put on the screen before the page's own scripts ran. */
export interface EarlyTerminal {
  readonly element: Element;
  readonly unmount: () => void;
}

declare global {
  /**
   * The page's scripts take a second to load and hydrate; the cluster and the terminal of a lesson need none of them.
   */
  interface Handover {
    /** The lab of this page. */
    bundle?: Promise<LabBundle>;
    opened?: OpenedEarly | undefined;
    terminal?: EarlyTerminal | undefined;
    /** The page's scripts were faster: nothing is to be opened early any more. */
    taken?: boolean;
  }
}

/** True when a lab of this page was opened and nobody has taken it yet. */
export function isOpenedEarly(): boolean {
  return globalThis.drydock.opened !== undefined;
}

/** The lab that was opened early, if it is this one. It is handed over once; what comes later is the page's. */
export function takeOpened(id: string): OpenedEarly | undefined {
  const { opened } = globalThis.drydock;
  globalThis.drydock.taken = true;
  globalThis.drydock.opened = undefined;
  if (opened?.world.client.bundle.lab.id === id) return opened;
  opened?.close();
  return undefined;
}

/** The terminal that was put into this element early. Handed over once. */
export function takeTerminal(element: Element): EarlyTerminal | undefined {
  const { terminal } = globalThis.drydock;
  globalThis.drydock.terminal = undefined;
  if (terminal?.element === element) return terminal;
  terminal?.unmount();
  return undefined;
}
