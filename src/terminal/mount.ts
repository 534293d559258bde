import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { codeSize, watchCodeSize } from '../ui/code-size';
import type { WorldClient } from '../world/client';
import { KeyRouter } from './keys';
import { terminalTheme } from './theme';

/** How long text waits for its face, so that it does not jump when that comes. */
const FACE_WITHIN_MS = 500;

/** Puts an xterm into `element` and connects it with the world. Answers how to take it away. */
export function mountTerminal(element: HTMLElement, client: WorldClient): () => void {
  const fontFamily = getComputedStyle(element).getPropertyValue('--dd-mono');
  const terminal = new Terminal({
    allowProposedApi: true, // the unicode addon needs it
    convertEol: true,
    cursorBlink: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily,
    fontSize: codeSize(element),
    lineHeight: 1.3,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: 5000,
    theme: terminalTheme(element),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11'; // wide Korean and Japanese
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', element.closest('section')?.ariaLabel ?? '');

  const router = new KeyRouter();
  terminal.attachCustomKeyEventHandler((event) => {
    const verdict = router.route(event, terminal.hasSelection());
    if (verdict === 'copy') {
      void navigator.clipboard.writeText(terminal.getSelection());
      terminal.clearSelection();
      event.preventDefault();
    }
    return verdict === 'shell';
  });
  const typed = terminal.onData((data) => {
    client.input(data);
  });
  const resized = terminal.onResize(({ cols, rows }) => {
    client.resize(cols, rows);
  });
  // A hidden pane has no size; fitting it would fold every line.
  const observer = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit();
  });
  observer.observe(element);
  fit.fit();
  client.resize(terminal.cols, terminal.rows);

  let detach: (() => void) | undefined;
  let isGone = false;
  const attach = (): void => {
    if (isGone) return;
    detach = client.terminal.attach({
      write: (text, done) => {
        terminal.write(text, done);
      },
      begin: () => {
        terminal.write('\x1b[0m\x1b[?25h\r\n');
      },
    });
  };
  // The face may arrive later than the terminal; a line of it has another height and width than the stand-in's.
  const face = `${String(codeSize(element))}px ${fontFamily}`;
  if (document.fonts.check(face)) attach();
  else {
    const arrival = document.fonts.load(face).then(() => {
      if (isGone) return;
      terminal.options.fontFamily = 'monospace'; // it measures when the option changes
      terminal.options.fontFamily = fontFamily;
      fit.fit();
    });
    void Promise.race([arrival.catch(() => undefined), pause(FACE_WITHIN_MS)]).then(attach);
  }
  const unwatch = watchCodeSize(() => {
    terminal.options.fontSize = codeSize(element);
    fit.fit();
  });
  return () => {
    isGone = true;
    detach?.();
    unwatch();
    observer.disconnect();
    typed.dispose();
    resized.dispose();
    terminal.dispose();
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((over) => {
    setTimeout(over, ms);
  });
}
