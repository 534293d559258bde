import type { Diagnostic, EditorKind } from '../../sandbox/index';
import { codeSize, watchCodeSize } from '../ui/code-size';
import type { Place } from '../world/selection';
import { EscapeThenTab } from './escape-then-tab';
import { editor, KeyCode, KeyMod, Range, Uri } from './monaco';
import { applyTokens } from './monaco-theme';
import { toMarkers } from './markers';
import { registerProviders } from './providers';

/** What the pane does with a mounted Monaco. */
export interface MountedEditor {
  /** Shows a file; its model is made when first shown. */
  show(path: string, text: string): void;
  /** A change made elsewhere (the terminal, undo). Keeps the cursor. */
  replaceText(path: string, text: string): void;
  mark(path: string, diagnostics: readonly Diagnostic[]): void;
  /** Marks lines that belong to what is chosen elsewhere, and shows the last of them. */
  link(places: readonly Place[]): void;
  /** Lights a line and scrolls to it; undefined puts the light out. */
  light(line: number | undefined): void;
  goTo(line: number, column: number): void;
  setDark(dark: boolean): void;
  dispose(): void;
}

interface MountOptions {
  readonly label: string;
  readonly dark: boolean;
  readonly kinds: () => readonly EditorKind[];
  /** The address that explains a finding's code. */
  readonly pageOf: (code: string) => string | undefined;
  readonly onChange: (path: string, text: string) => void;
  readonly onApply: () => void;
  /** The learner moved the cursor to another line. */
  readonly onLine: (line: number) => void;
}

export function mountEditor(element: HTMLElement, options: MountOptions): MountedEditor {
  const stopProviders = registerProviders(options.kinds);
  applyTokens(element, options.dark);
  const monaco = editor.create(element, {
    model: null,
    ariaLabel: options.label,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(element).getPropertyValue('--dd-mono'),
    fontLigatures: false,
    ...typeSize(element),
    folding: true,
    glyphMargin: false,
    hideCursorInOverviewRuler: true,
    lineDecorationsWidth: 8,
    lineNumbersMinChars: 3,
    links: false,
    minimap: { enabled: false },
    occurrencesHighlight: 'off',
    overviewRulerBorder: false,
    padding: { top: 8, bottom: 8 },
    quickSuggestions: { other: true, comments: false, strings: true },
    renderFinalNewline: 'on', // 'dimmed' is too faint to read
    renderLineHighlight: 'line',
    renderWhitespace: 'none',
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    suggest: { showWords: false },
    tabSize: 2,
    unicodeHighlight: { ambiguousCharacters: false },
    wordBasedSuggestions: 'off',
    wordSeparators: '`~!@#$%^&*()=+[{]}\\|;:\'",<>/?', // a name is one word, dots and dashes included
  });
  const lit = monaco.createDecorationsCollection();
  const linked = monaco.createDecorationsCollection();
  let line = 1;
  monaco.onDidChangeCursorPosition(({ position }) => {
    if (!monaco.hasTextFocus() || position.lineNumber === line) return;
    line = position.lineNumber;
    options.onLine(line);
  });
  // A finding or an outcome below takes room: what is being written stays in sight.
  monaco.onDidLayoutChange(() => {
    const position = monaco.getPosition();
    if (position !== null && monaco.hasTextFocus()) monaco.revealPosition(position);
  });
  const escape = new EscapeThenTab((leaves) => {
    monaco.updateOptions({ tabFocusMode: leaves });
  });
  monaco.onKeyDown((event) => {
    escape.key(event.keyCode === KeyCode.Escape ? 'escape' : event.keyCode === KeyCode.Tab ? 'tab' : 'other');
  });
  monaco.onDidBlurEditorText(() => {
    escape.key('other');
  });
  const unwatch = watchCodeSize(() => {
    monaco.updateOptions(typeSize(element));
  });
  monaco.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, options.onApply);
  void document.fonts.ready.then(() => {
    editor.remeasureFonts();
  });

  const models = new Map<string, editor.ITextModel>();
  let fromOutside = false;
  const modelOf = (path: string, text: string): editor.ITextModel => {
    const known = models.get(path);
    if (known) return known;
    const language = /\.ya?ml$/.test(path) ? 'yaml' : 'plaintext';
    const model = editor.createModel(text, language, Uri.parse(`inmemory://home/${path}`));
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    model.onDidChangeContent(() => {
      if (!fromOutside) options.onChange(path, model.getValue());
    });
    models.set(path, model);
    return model;
  };

  return {
    show(path, text) {
      monaco.setModel(modelOf(path, text));
    },
    replaceText(path, text) {
      const model = models.get(path);
      if (model === undefined || model.getValue() === text) return;
      fromOutside = true;
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      fromOutside = false;
    },
    mark(path, diagnostics) {
      const model = models.get(path);
      if (model) editor.setModelMarkers(model, 'drydock', toMarkers(diagnostics, options.pageOf));
    },
    link(places) {
      linked.set(
        places.map(({ start, end }) => ({
          range: new Range(start, 1, end, 1),
          options: {
            isWholeLine: true,
            className: 'dd-linked-line',
            linesDecorationsClassName: 'dd-linked-edge',
          },
        })),
      );
      const last = places.at(-1);
      if (last) monaco.revealLinesInCenterIfOutsideViewport(last.start, last.end);
    },
    light(line) {
      if (line === undefined) {
        lit.clear();
        return;
      }
      lit.set([
        { range: new Range(line, 1, line, 1), options: { isWholeLine: true, className: 'dd-lit-line' } },
      ]);
      monaco.revealLineInCenterIfOutsideViewport(line);
    },
    goTo(line, column) {
      monaco.setPosition({ lineNumber: line, column });
      monaco.revealLineInCenterIfOutsideViewport(line);
      monaco.focus();
    },
    setDark(dark) {
      applyTokens(element, dark);
    },
    dispose() {
      stopProviders();
      unwatch();
      for (const model of models.values()) model.dispose();
      monaco.dispose();
    },
  };
}

function typeSize(element: Element): { readonly fontSize: number; readonly lineHeight: number } {
  const fontSize = codeSize(element);
  return { fontSize, lineHeight: Math.round(fontSize * 1.5) };
}
