/** Text kept for the next visit and for a terminal that mounts late. */
const KEPT_CHARACTERS = 24_000;

/** Where terminal output goes: a mounted terminal, or a buffer until there is one. */
export interface TerminalSink {
  /** Calls `done` when the text is on the screen. */
  write(text: string, done: () => void): void;
  /** The shell starts afresh: everything before is history. */
  begin(): void;
}

/** Hands the worker's output to the terminal and tells the worker what has been read. */
export class TerminalFeed {
  #sink: TerminalSink | undefined;
  #transcript = '';

  /** @param acknowledge told how many characters are on the screen */
  constructor(private readonly acknowledge: (characters: number) => void) {}

  /** Puts the end of an earlier transcript before everything else. */
  restore(transcript: string): void {
    this.#transcript = transcript + this.#transcript;
    this.#sink?.write(transcript, () => undefined);
  }

  begin(): void {
    if (this.#transcript === '') return; // nothing to set apart
    if (!this.#transcript.endsWith('\n')) this.#keep('\r\n');
    this.#sink?.begin();
  }

  push(text: string): void {
    this.#keep(text);
    if (this.#sink === undefined) this.acknowledge(text.length);
    else {
      this.#sink.write(text, () => {
        this.acknowledge(text.length);
      });
    }
  }

  /** Shows what came so far, then everything to come. Answers how to let go. */
  attach(sink: TerminalSink): () => void {
    this.#sink = sink;
    if (this.#transcript !== '') sink.write(this.#transcript, () => undefined);
    return () => {
      if (this.#sink === sink) this.#sink = undefined;
    };
  }

  transcript(): string {
    return this.#transcript;
  }

  #keep(text: string): void {
    const all = this.#transcript + text;
    if (all.length <= KEPT_CHARACTERS) {
      this.#transcript = all;
      return;
    }
    // Cut at a line so that no escape sequence is torn.
    const cut = all.indexOf('\n', all.length - KEPT_CHARACTERS);
    this.#transcript = all.slice(cut + 1);
  }
}
