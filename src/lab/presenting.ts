import { useEffect } from 'react';
import { useStore } from '../world/use-store';
import type { ViewStore } from './view';

/** Ctrl+Alt+P. */
function isToggle({ ctrlKey, altKey, code }: KeyboardEvent): boolean {
  return ctrlKey && altKey && code === 'KeyP';
}

/**
 * Large type for a projector: by the button, by Ctrl+Alt+P, or by `?present` in the address. The style sheets, the
 * editor and the terminal look at the attribute of the root element.
 */
export function usePresenting(view: ViewStore): void {
  const presenting = useStore(view, (state) => state.presenting);
  useEffect(() => {
    if (new URLSearchParams(location.search).has('present')) view.patch({ presenting: true });
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isToggle(event)) return;
      event.preventDefault();
      view.patch({ presenting: !view.get().presenting });
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [view]);
  useEffect(() => {
    const root = document.documentElement;
    if (!presenting) return undefined;
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      root.style.setProperty('--dd-pointer-x', `${String(clientX)}px`);
      root.style.setProperty('--dd-pointer-y', `${String(clientY)}px`);
    };
    root.dataset['presenting'] = '';
    window.addEventListener('pointermove', follow);
    return () => {
      delete root.dataset['presenting'];
      window.removeEventListener('pointermove', follow);
    };
  }, [presenting]);
}
