import { editor } from './monaco';

/** Defines and selects the editor's theme from the page's tokens. */
export function applyTokens(element: Element, dark: boolean): void {
  const style = getComputedStyle(element);
  const token = (name: string): string => longHex(style.getPropertyValue(`--dd-${name}`).trim());
  const rule = (name: string): string => token(name).replace('#', '');
  editor.defineTheme('drydock', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: rule('ink') },
      { token: 'comment', foreground: rule('muted') },
      { token: 'type', foreground: rule('primary') },
      { token: 'string', foreground: rule('ok') },
      { token: 'number', foreground: rule('accent') },
      { token: 'keyword', foreground: rule('tls') },
      { token: 'operators', foreground: rule('muted') },
      { token: 'delimiter', foreground: rule('muted') },
      { token: 'tag', foreground: rule('tls') },
      { token: 'namespace', foreground: rule('tls') },
    ],
    colors: {
      'editor.background': token('surface'),
      'editor.foreground': token('ink'),
      'editorLineNumber.foreground': token('muted'),
      'editorLineNumber.activeForeground': token('ink'),
      'editorCursor.foreground': token('primary'),
      'editor.lineHighlightBackground': token('sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': token('line'),
      'editorIndentGuide.activeBackground1': token('control'),
      'editorWidget.background': token('surface'),
      'editorWidget.border': token('control'),
      'editorHoverWidget.background': token('surface'),
      'editorHoverWidget.border': token('control'),
      'editorSuggestWidget.background': token('surface'),
      'editorSuggestWidget.border': token('control'),
      'editorSuggestWidget.selectedBackground': token('sunken'),
      'editorSuggestWidget.selectedForeground': token('ink'),
      'editorError.foreground': token('bad'),
      'editorWarning.foreground': token('warn'),
      'editorInfo.foreground': token('primary'),
      'textLink.foreground': token('primary'),
      'textLink.activeForeground': token('primary'),
      focusBorder: token('primary'),
    },
  });
  editor.setTheme('drydock');
}

/** `#fff` → `#ffffff`: minified style sheets shorten colours, Monaco does not read short ones. */
function longHex(color: string): string {
  return /^#[\da-f]{3}$/i.test(color)
    ? `#${[...color.slice(1)].map((digit) => digit + digit).join('')}`
    : color;
}
