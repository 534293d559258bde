/** A line of a container's output. The text may be made when it is read, so that unread logs cost nothing. */
export interface LoggedLine {
  readonly atMs: number;
  readonly text: string;
}

/** Lines kept for each container; older ones are rotated away. */
const LINE_LIMIT = 500;

/** The output of one container, bounded. */
export class ContainerLog {
  #lines: { readonly atMs: number; readonly text: string | (() => string) }[] = [];

  constructor(private readonly now: () => number) {}

  write(text: string | (() => string)): void {
    this.#lines.push({ atMs: this.now(), text });
    if (this.#lines.length >= 2 * LINE_LIMIT) this.#lines = this.#lines.slice(-LINE_LIMIT);
  }

  /** Oldest first. */
  read(): readonly LoggedLine[] {
    return this.#lines
      .slice(-LINE_LIMIT)
      .map(({ atMs, text }) => ({ atMs, text: typeof text === 'string' ? text : text() }));
  }
}
