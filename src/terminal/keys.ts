/** What the page, not the shell, does with a key. */
export type KeyVerdict =
  /** The shell gets it. */
  | 'shell'
  /** The browser gets it: focus moves on, or its own shortcut runs. */
  | 'browser'
  /** The selection goes to the clipboard. */
  | 'copy';

interface Key {
  readonly type: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Decides who gets a key. Tab completes in the shell, so focus leaves with Shift+Tab, or with Esc and then Tab.
 */
export class KeyRouter {
  #escaped = false;

  route(event: Key, hasSelection: boolean): KeyVerdict {
    if (event.type !== 'keydown') return 'shell';
    const escaped = this.#escaped;
    if (event.key !== 'Shift') this.#escaped = event.key === 'Escape';
    if (event.key === 'Tab' && (event.shiftKey || escaped)) return 'browser';
    const key = event.key.toLowerCase();
    if (event.ctrlKey && key === 'c' && (event.shiftKey || hasSelection))
      return hasSelection ? 'copy' : 'browser';
    if (event.ctrlKey && key === 'v') return 'browser'; // the browser pastes into xterm's own field
    return 'shell';
  }
}
