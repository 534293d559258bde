import type { Process, Task } from '../../sim/index';
import type { Input } from '../streams/streams';
import type { Key } from './keys';

/**
 * What is typed while a command runs. A command that reads gets it line by line, edited and echoed;
 * what no command reads is typed at the next prompt.
 */
export class TypedInput implements Input {
  readonly #keys: Key[] = [];
  #line = '';
  #returned = '';
  #reader: Task<unknown> | undefined;

  constructor(private readonly echo: (text: string) => void) {}

  *read(): Process<string | undefined> {
    if (this.#returned !== '') {
      const text = this.#returned;
      this.#returned = '';
      return text;
    }
    for (;;) {
      const piece = this.#takePiece();
      if (piece !== undefined) return piece === '' ? undefined : piece;
      yield (task) => {
        this.#reader = task;
        return () => {
          this.#reader = undefined;
        };
      };
    }
  }

  unread(text: string): void {
    this.#returned = text + this.#returned;
  }

  key(key: Key): void {
    this.#keys.push(key);
    const reader = this.#reader;
    if (!reader) return;
    this.#reader = undefined;
    reader.wake();
  }

  /** The keys that no command has read. */
  drain(): readonly Key[] {
    const text = this.#returned + this.#line;
    this.#returned = '';
    this.#line = '';
    const unread: Key[] = text
      .split('\n')
      .flatMap((line, i): Key[] => [
        ...(i > 0 ? [{ is: 'action', action: 'enter' } as const] : []),
        ...(line === '' ? [] : [{ is: 'text', text: line } as const]),
      ]);
    return [...unread, ...this.#keys.splice(0)];
  }

  /** Edits until a line is complete; '' is the end of input (Ctrl-D), undefined: not yet. */
  #takePiece(): string | undefined {
    for (let key = this.#keys.shift(); key; key = this.#keys.shift()) {
      if (key.is !== 'action') this.#type(key.text);
      else if (key.action === 'enter') this.#type('\n');
      else if (key.action === 'tab') this.#type('\t');
      else if (key.action === 'backspace') this.#backspace();
      else if (key.action === 'end-of-input') return this.#takeLine(this.#line.length);
      const end = this.#line.lastIndexOf('\n') + 1;
      if (end > 0) return this.#takeLine(end);
    }
    return undefined;
  }

  #type(text: string): void {
    this.#line += text;
    this.echo(text.replaceAll('\n', '\r\n'));
  }

  #backspace(): void {
    if (this.#line === '') return;
    this.#line = [...this.#line].slice(0, -1).join('');
    this.echo('\b \b');
  }

  #takeLine(end: number): string {
    const line = this.#line.slice(0, end);
    this.#line = this.#line.slice(end);
    return line;
  }
}
