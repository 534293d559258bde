import type { ITheme } from '@xterm/xterm';

/** The terminal's colours from the page's tokens; dark in both themes. */
export function terminalTheme(element: Element): ITheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--dd-terminal-${name}`).trim();
  const ink = token('ink');
  const muted = token('muted');
  return {
    background: token('bg'),
    foreground: ink,
    cursor: token('primary'),
    cursorAccent: token('bg'),
    selectionBackground: `${token('primary')}55`,
    black: token('line'),
    brightBlack: muted,
    red: token('bad'),
    brightRed: token('bad'),
    green: token('ok'),
    brightGreen: token('ok'),
    yellow: token('warn'),
    brightYellow: token('warn'),
    blue: token('version-1'),
    brightBlue: token('primary'),
    magenta: token('version-4'),
    brightMagenta: token('version-4'),
    cyan: token('version-3'),
    brightCyan: token('version-3'),
    white: ink,
    brightWhite: ink,
  };
}
