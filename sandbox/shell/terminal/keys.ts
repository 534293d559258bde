/** What a key press asks the line editor to do. */
export type Action =
  | 'enter'
  | 'tab'
  | 'interrupt'
  | 'end-of-input'
  | 'clear-screen'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'home'
  | 'end'
  | 'up'
  | 'down'
  | 'kill-to-end'
  | 'kill-to-start'
  | 'kill-word-back'
  | 'kill-part-back'
  | 'kill-word-forward'
  | 'yank'
  | 'transpose'
  | 'search'
  | 'escape';

export type Key =
  | { readonly is: 'action'; readonly action: Action }
  | { readonly is: 'text'; readonly text: string }
  /** Text between the markers of a bracketed paste; newlines in it run nothing. */
  | { readonly is: 'paste'; readonly text: string };

const CONTROLS: Readonly<Record<string, Action>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u0001': 'home',
  '\u0002': 'left',
  '\u0003': 'interrupt',
  '\u0004': 'end-of-input',
  '\u0005': 'end',
  '\u0006': 'right',
  '\u0007': 'escape',
  '\b': 'backspace',
  '\u000b': 'kill-to-end',
  '\u000c': 'clear-screen',
  '\u000e': 'down',
  '\u0010': 'up',
  '\u0012': 'search',
  '\u0014': 'transpose',
  '\u0015': 'kill-to-start',
  '\u0017': 'kill-word-back',
  '\u0019': 'yank',
  '\u007f': 'backspace',
};

const SEQUENCES: Readonly<Record<string, Action>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  '[1~': 'home',
  '[3~': 'delete',
  '[4~': 'end',
  '[7~': 'home',
  '[8~': 'end',
  '[3;5~': 'kill-word-forward',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OH: 'home',
  OF: 'end',
  b: 'word-left',
  f: 'word-right',
  d: 'kill-word-forward',
  '\u007f': 'kill-part-back',
  '\b': 'kill-part-back',
};

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** Cuts raw terminal input into keys; remembers a paste or an escape sequence that has not ended yet. */
export class KeyDecoder {
  #pending = '';

  decode(data: string): Key[] {
    let rest = this.#pending + data;
    this.#pending = '';
    const keys: Key[] = [];
    while (rest !== '') {
      if (rest.startsWith(PASTE_START)) {
        const end = rest.indexOf(PASTE_END);
        if (end < 0) {
          this.#pending = rest;
          return keys;
        }
        keys.push({ is: 'paste', text: rest.slice(PASTE_START.length, end).replace(/\r\n?/g, '\n') });
        rest = rest.slice(end + PASTE_END.length);
        continue;
      }
      rest = this.#one(rest, keys);
    }
    return keys;
  }

  #one(rest: string, keys: Key[]): string {
    const char = rest.charAt(0);
    if (char === '\u001b') return escapeSequence(rest, keys);
    const action = CONTROLS[char];
    if (action) {
      keys.push({ is: 'action', action });
      return rest.slice(char === '\r' && rest[1] === '\n' ? 2 : 1);
    }

    const text = /^[^\u0000-\u001f\u007f]+/.exec(rest)?.[0];
    if (text === undefined) return rest.slice(1);
    keys.push({ is: 'text', text });
    return rest.slice(text.length);
  }
}

function escapeSequence(rest: string, keys: Key[]): string {
  const body = /^\u001b(\[[\d;]*[A-Za-z~]|O[A-Za-z]|[^\u001b[O])/.exec(rest)?.[1];
  if (body === undefined) {
    keys.push({ is: 'action', action: 'escape' });
    return rest.slice(1);
  }
  const action = SEQUENCES[body] ?? modifiedArrow(body);
  if (action) keys.push({ is: 'action', action });
  return rest.slice(1 + body.length);
}

/** Arrows with Ctrl or Alt held move by words. */
function modifiedArrow(body: string): Action | undefined {
  const match = /^\[1;(\d+)([CDHF])$/.exec(body);
  if (!match) return undefined;
  if (match[2] === 'H') return 'home';
  if (match[2] === 'F') return 'end';
  return match[2] === 'C' ? 'word-right' : 'word-left';
}
