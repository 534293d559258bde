import type { Completion } from '../completion/complete';
import { inColumns } from './columns';
import { HistoryCursor } from './history';
import type { Action, Key } from './keys';
import { LineBuffer } from './line-buffer';
import { Renderer, type Prompt } from './renderer';
import { SearchMode } from './search-mode';

/** What the editor needs from the terminal around it. */
export interface LineEditorHost {
  write(text: string): void;
  complete(line: string, cursor: number): Completion;
  /** Enter. */
  submit(line: string): void;
  /** Ctrl-C. */
  interrupted(): void;
  /** Ctrl-D on an empty line. */
  ended(): void;
}

/** Edits one line: keys in, drawing out. Knows nothing of commands or time. */
export class LineEditor {
  readonly buffer = new LineBuffer();
  readonly history: HistoryCursor;
  readonly #renderer: Renderer;
  #prompt: Prompt = { ansi: '', plain: '' };
  #search: SearchMode | undefined;
  #lastAction: Action | 'text' | undefined;

  constructor(
    private readonly host: LineEditorHost,
    lines: string[],
    columns: number,
  ) {
    this.history = new HistoryCursor(lines);
    this.#renderer = new Renderer((text) => {
      host.write(text);
    }, columns);
  }

  /** True between a submitted line and the next prompt. */
  get isHidden(): boolean {
    return !this.#renderer.isShown;
  }

  /** Shows a prompt with an empty line (or a given text). */
  begin(prompt: Prompt, startColumn: number, text = ''): void {
    this.#prompt = prompt;
    this.#search = undefined;
    this.buffer.set(text);
    this.#renderer.begin(this.#view(), startColumn);
  }

  /** Takes the line off the screen and draws it again below whatever `print` wrote. */
  around(print: () => number): void {
    this.#renderer.erase();
    this.#renderer.begin(this.#view(), print());
  }

  resize(columns: number): void {
    this.#renderer.resize(columns);
  }

  /** Shows a line as if it had been typed, and submits it. */
  submitLine(line: string): void {
    this.#search = undefined;
    this.buffer.set(line);
    this.#draw();
    this.#act('enter');
  }

  key(key: Key): void {
    if (key.is === 'action') {
      if (!this.#search || !this.#searchAction(key.action, this.#search)) this.#act(key.action);
      this.#lastAction = key.action;
      return;
    }
    this.#lastAction = 'text';
    if (this.#search) this.#search.type(key.text);
    else this.buffer.insert(key.text);
    this.#draw();
  }

  #act(action: Action): void {
    switch (action) {
      case 'enter':
        this.buffer.set(this.buffer.text);
        this.#draw();
        this.#renderer.finish();
        this.host.submit(this.buffer.text);
        return;
      case 'interrupt':
        this.#renderer.finish('^C');
        this.history.reset();
        this.host.interrupted();
        return;
      case 'end-of-input':
        if (this.buffer.isEmpty) {
          this.#renderer.finish('exit');
          this.host.ended();
          return;
        }
        this.buffer.delete();
        break;
      case 'tab':
        this.#complete();
        return;
      case 'clear-screen':
        this.host.write('\u001b[H\u001b[2J');
        this.#renderer.begin(this.#view(), 0);
        return;
      case 'search':
        this.#search = new SearchMode(this.history);
        break;
      case 'up':
      case 'down':
        this.#walk(action === 'up' ? -1 : 1);
        break;
      default:
        edit(this.buffer, action);
    }
    this.#draw();
  }

  #walk(direction: -1 | 1): void {
    const line = this.history.step(direction, this.buffer.text);
    if (line !== undefined) this.buffer.set(line);
  }

  /** Answers whether the search used the key up; anything else leaves the search with the found line. */
  #searchAction(action: Action, search: SearchMode): boolean {
    if (action === 'search') search.again();
    else if (action === 'backspace') search.backspace();
    else {
      this.#search = undefined;
      const isGivenUp = action === 'interrupt' || action === 'escape';
      if (!isGivenUp && search.line !== '')
        this.buffer.set(search.line, action === 'enter' ? undefined : search.cursor);
      this.#draw();
      return action === 'escape';
    }
    this.#draw();
    return true;
  }

  #complete(): void {
    const { before } = this.buffer;
    const { from, candidates, labels } = this.host.complete(this.buffer.text, before.length);
    if (candidates.length === 0) {
      this.host.write('\u0007');
      return;
    }
    const typed = before.slice(from);
    const shared = candidates.length === 1 ? (candidates[0] ?? '') : sharedStart(candidates);
    if (shared.length > typed.length || (candidates.length === 1 && shared !== typed)) {
      this.buffer.replaceBefore(from, shared);
      this.#draw();
    } else if (this.#lastAction === 'tab') {
      this.#renderer.finish();
      this.host.write(inColumns(labels, this.#renderer.columns).replaceAll('\n', '\r\n'));
      this.#renderer.begin(this.#view(), 0);
    } else this.host.write('\u0007');
  }

  #view(): { prompt: Prompt; text: string; cursor: number } {
    const search = this.#search;
    if (search) return { prompt: search.prompt, text: search.line, cursor: search.cursor };
    return { prompt: this.#prompt, text: this.buffer.text, cursor: this.buffer.cursor };
  }

  #draw(): void {
    this.#renderer.draw(this.#view());
  }
}

function edit(buffer: LineBuffer, action: Action): void {
  const edits: Partial<Record<Action, () => void>> = {
    backspace: () => {
      buffer.backspace();
    },
    delete: () => {
      buffer.delete();
    },
    left: () => {
      buffer.move(-1);
    },
    right: () => {
      buffer.move(1);
    },
    'word-left': () => {
      buffer.moveWord(-1);
    },
    'word-right': () => {
      buffer.moveWord(1);
    },
    home: () => {
      buffer.moveToEdge('start');
    },
    end: () => {
      buffer.moveToEdge('end');
    },
    'kill-to-end': () => {
      buffer.killTo('end');
    },
    'kill-to-start': () => {
      buffer.killTo('start');
    },
    'kill-word-back': () => {
      buffer.killWord('blank-back');
    },
    'kill-part-back': () => {
      buffer.killWord('back');
    },
    'kill-word-forward': () => {
      buffer.killWord('forward');
    },
    yank: () => {
      buffer.yank();
    },
    transpose: () => {
      buffer.transpose();
    },
  };
  edits[action]?.();
}

function sharedStart(texts: readonly string[]): string {
  let shared = texts[0] ?? '';
  for (const text of texts) while (!text.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}
