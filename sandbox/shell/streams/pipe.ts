import { Channel, CLOSED, receive, send, type Process } from '../../sim/index';
import type { Input, Output } from './streams';

/** Pieces of text a pipe holds before its writer has to wait. */
const CAPACITY = 64;

/** Longest piece; longer texts are cut so that a pipe's memory stays bounded. */
const PIECE = 64 * 1024;

/** A bounded pipe between two commands. */
export class Pipe implements Input, Output {
  readonly isTerminal = false;
  readonly #channel = new Channel<string>(CAPACITY);
  #returned = '';

  *read(): Process<string | undefined> {
    if (this.#returned !== '') {
      const text = this.#returned;
      this.#returned = '';
      return text;
    }
    const text = yield* receive(this.#channel);
    return text === CLOSED ? undefined : text;
  }

  unread(text: string): void {
    this.#returned = text + this.#returned;
  }

  *write(text: string): Process<boolean> {
    if (text.length <= PIECE) return yield* send(this.#channel, text);
    for (let at = 0; at < text.length; at += PIECE) {
      if (!(yield* send(this.#channel, text.slice(at, at + PIECE)))) return false;
    }
    return true;
  }

  closeWriter(): void {
    this.#channel.close();
  }

  closeReader(): void {
    this.#channel.closeReader();
  }
}
