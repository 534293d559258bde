import type { ShellWorld } from '../context';
import type { Shell } from '../shell';
import { textWidth } from '../text/width';
import type { Process, Task } from '../../sim/index';
import { KeyDecoder, type Key } from './keys';
import { LineEditor } from './line-editor';
import { PacedOutput } from './paced-output';
import { CONTINUATION_PROMPT, primaryPrompt } from './prompt';
import { TypedInput } from './typed-input';

/** A terminal: keys in, ANSI text out. */
export interface Terminal {
  /** Raw key data, escape sequences included. */
  input(data: string): void;
  resize(columns: number, rows: number): void;
  /** Types a line and runs it; queued while a command runs. */
  runLine(line: string): void;
  readonly busy: boolean;
  /** Ends what is running and writes nothing more. */
  close(): void;
}

export interface TerminalSetup {
  readonly shell: Shell;
  readonly world: ShellWorld;
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** Lines of earlier sessions, oldest first. */
  readonly history?: readonly string[];
  /** Gets all lines whenever one is added. */
  onHistory?(lines: readonly string[]): void;
  /** Ctrl-D or `exit`; without it the shell stays. */
  onExit?(): void;
}

/** Tells the terminal to mark pasted text. */
const BRACKETED_PASTE = '\u001b[?2004h';

export function createTerminal(setup: TerminalSetup): Terminal {
  return new ShellTerminal(setup);
}

class ShellTerminal implements Terminal {
  readonly #editor: LineEditor;
  readonly #keys = new KeyDecoder();
  readonly #typed: TypedInput;
  readonly #output: PacedOutput;
  #task: Task<void> | undefined;
  #columns: number;
  /** Lines of a command that is not complete yet. */
  #pending = '';
  /** Lines to run once the present command ends. */
  readonly #queue: string[] = [];
  /** What was being typed when a queued line came. */
  #draft = '';
  /** Columns since the last newline of command output. */
  #column = 0;
  #isClosed = false;

  constructor(private readonly setup: TerminalSetup) {
    const { shell, world } = setup;
    this.#columns = Math.max(1, setup.columns);
    shell.setColumns(this.#columns);
    if (setup.history) shell.history.push(...setup.history);
    this.#editor = new LineEditor(
      {
        write: (text) => {
          this.#write(text);
        },
        complete: (line, cursor) => shell.complete(line, cursor),
        submit: (line) => {
          this.#submit(line);
        },
        interrupted: () => {
          this.#pending = '';
          this.#prompt();
        },
        ended: () => {
          this.#exit();
        },
      },
      shell.history,
      this.#columns,
    );
    this.#typed = new TypedInput((text) => {
      this.#write(text);
      this.#follow(text);
    });
    this.#output = new PacedOutput(world.kernel, (text) => {
      this.#print(text);
    });
    this.#write(BRACKETED_PASTE);
    this.#prompt();
  }

  get busy(): boolean {
    return this.#task !== undefined;
  }

  input(data: string): void {
    if (this.#isClosed) return;
    for (const key of this.#keys.decode(data)) this.#key(key);
  }

  resize(columns: number): void {
    this.#columns = Math.max(1, columns);
    this.setup.shell.setColumns(this.#columns);
    this.#editor.resize(this.#columns);
  }

  runLine(line: string): void {
    if (this.#isClosed) return;
    if (this.busy) {
      this.#queue.push(line);
      return;
    }
    const { text } = this.#editor.buffer;
    if (text !== '') this.#draft = text;
    this.#pending = '';
    this.#editor.submitLine(line);
  }

  close(): void {
    this.#isClosed = true;
    this.#task?.cancel();
  }

  #key(key: Key): void {
    if (!this.#task) {
      this.#editor.key(key);
      return;
    }
    if (key.is === 'action' && key.action === 'interrupt') this.#interrupt(this.#task);
    else this.#typed.key(key);
  }

  #interrupt(task: Task<void>): void {
    this.#write('^C\r\n');
    this.#column = 0;
    this.#queue.length = 0;
    this.#typed.drain();
    task.cancel();
  }

  #submit(line: string): void {
    const { shell } = this.setup;
    this.#column = 0;
    const text = this.#pending === '' ? line : `${this.#pending}\n${line}`;
    if (shell.isIncomplete(text)) {
      this.#pending = text;
      this.#editor.begin(CONTINUATION_PROMPT, 0);
      return;
    }
    this.#pending = '';
    if (this.#editor.history.add(text)) this.setup.onHistory?.(shell.history);
    if (text.trim() === '') this.#prompt();
    else this.#start(text);
  }

  #start(text: string): void {
    const { kernel } = this.setup.world;
    this.#task = kernel.spawn('terminal', this.#run(text));
  }

  *#run(text: string): Process<void> {
    const { shell } = this.setup;
    let isInterrupted = true;
    let exits = false;
    try {
      yield* shell.runInteractive(text, { input: this.#typed, output: this.#output });
      exits = shell.takeExit();
      isInterrupted = false;
    } catch (error) {
      isInterrupted = false;
      this.#print(`sandbox bug: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      this.#ended(isInterrupted, exits);
    }
  }

  /** The command is over, by itself or by Ctrl-C. */
  #ended(isInterrupted: boolean, exits: boolean): void {
    this.#task = undefined;
    if (this.#isClosed) return;
    const trap = isInterrupted ? this.setup.shell.interruptTrap() : undefined;
    if (trap !== undefined && trap !== '') this.#start(trap);
    else if (exits) this.#exit();
    else this.#next();
  }

  /** Runs what is queued, or shows a prompt with what was typed meanwhile. */
  #next(): void {
    this.#prompt();
    const line = this.#queue.shift();
    if (line !== undefined) {
      this.runLine(line);
      return;
    }
    for (const key of this.#typed.drain()) this.#key(key);
  }

  #prompt(): void {
    const notices = this.setup.shell.jobNotices();
    if (notices !== '') this.#print(notices);
    const draft = this.#queue.length === 0 ? this.#draft : '';
    if (draft !== '') this.#draft = '';
    this.#editor.begin(
      primaryPrompt(this.setup.shell.cwd, this.#columns),
      this.#column % this.#columns,
      draft,
    );
  }

  #exit(): void {
    if (this.setup.onExit) {
      this.close();
      this.setup.onExit();
      return;
    }
    this.#print('This is the only shell here; it stays open.\n');
    this.#prompt();
  }

  /** Prints what commands write; beside a prompt the line is drawn again below. */
  #print(text: string): void {
    const print = (): number => {
      this.#write(text.replace(/\r?\n/g, '\r\n'));
      this.#follow(text);
      return this.#column % this.#columns;
    };
    if (this.busy || this.#editor.isHidden) print();
    else {
      this.#editor.around(() => {
        const column = print();
        if (column > 0) this.#write('\r\n');
        this.#column = 0;
        return 0;
      });
    }
  }

  /** Keeps count of the column that output has reached. */
  #follow(text: string): void {
    const plain = text.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '');
    const start = Math.max(plain.lastIndexOf('\n'), plain.lastIndexOf('\r')) + 1;
    if (/\u001b\[(?:H|2J)/.test(text)) this.#column = 0;
    this.#column = (start > 0 ? 0 : this.#column) + textWidth(plain.slice(start));
  }

  #write(text: string): void {
    if (!this.#isClosed) this.setup.write(text);
  }
}
