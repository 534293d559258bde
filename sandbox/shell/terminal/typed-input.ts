import { Channel, CLOSED, receive, type Process } from '../../sim/index';
import type { Input } from '../streams/streams';
import type { Key } from './keys';

/** An empty piece stands for Ctrl-D. */
const END = '';

/** What is typed while a command runs: edited line by line, read by the command, echoed at once. */
export class TypedInput implements Input {
  #lines = new Channel<string>();
  #line = '';
  #returned = '';

  constructor(private readonly echo: (text: string) => void) {}

  *read(): Process<string | undefined> {
    if (this.#returned !== '') {
      const text = this.#returned;
      this.#returned = '';
      return text;
    }
    const text = yield* receive(this.#lines);
    return text === CLOSED || text === END ? undefined : text;
  }

  unread(text: string): void {
    this.#returned = text + this.#returned;
  }

  key(key: Key): void {
    if (key.is !== 'action') this.#type(key.text);
    else if (key.action === 'enter') this.#enter();
    else if (key.action === 'backspace') this.#backspace();
    else if (key.action === 'tab') this.#type('\t');
    else if (key.action === 'end-of-input') this.#lines.offer(this.#takeLine());
  }

  /** What no command has read, to be typed at the next prompt. */
  drain(): string {
    let text = this.#returned;
    for (let piece = this.#lines.poll(); piece !== undefined && piece !== CLOSED; piece = this.#lines.poll())
      text += piece;
    this.#returned = '';
    return text + this.#takeLine();
  }

  #type(text: string): void {
    this.#line += text;
    this.echo(text.replaceAll('\n', '\r\n'));
    const end = this.#line.lastIndexOf('\n');
    if (end < 0) return;
    this.#lines.offer(this.#line.slice(0, end + 1));
    this.#line = this.#line.slice(end + 1);
  }

  #enter(): void {
    this.echo('\r\n');
    this.#lines.offer(`${this.#takeLine()}\n`);
  }

  #backspace(): void {
    if (this.#line === '') return;
    this.#line = [...this.#line].slice(0, -1).join('');
    this.echo('\b \b');
  }

  #takeLine(): string {
    const line = this.#line;
    this.#line = END;
    return line;
  }
}
