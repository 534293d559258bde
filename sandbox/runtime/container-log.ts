import { Ring } from '../lib/ring';

/** A line of a container's output. The text may be made when it is read, so that unread logs cost nothing. */
export interface LoggedLine {
  readonly atMs: number;
  readonly text: string;
}

/** Lines kept for each container; older ones are rotated away. */
const LINE_LIMIT = 300;

/** The output of one container, bounded. */
export class ContainerLog {
  readonly #lines = new Ring<LoggedLine>(LINE_LIMIT);

  constructor(private readonly now: () => number) {}

  write(text: string): void {
    this.#lines.push({ atMs: this.now(), text });
  }

  /** Takes a line whose text is made when it is read. */
  writeLazily(line: LoggedLine): void {
    this.#lines.push(line);
  }

  /** An empty log of the same container. */
  successor(): ContainerLog {
    return new ContainerLog(this.now);
  }

  /** Oldest first. */
  read(): readonly LoggedLine[] {
    return this.#lines.all().map(({ atMs, text }) => ({ atMs, text }));
  }
}
