import {
  coreCommands,
  createShell,
  createTerminal,
  type Command,
  type ShellWorld,
  type Terminal,
} from '../../../sandbox/shell/index';
import { fakeWorld } from './fake-world';
import { Screen } from './screen';

export interface TestTerminal {
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly world: ShellWorld;
  /** Everything written, escape sequences included. */
  readonly raw: () => string;
  /** Sends keys and lets virtual time pass (default: 100 ms). */
  readonly keys: (data: string, ms?: number) => void;
  readonly resize: (columns: number) => void;
}

export interface TerminalTestOptions {
  readonly columns?: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly history?: readonly string[];
  readonly commands?: readonly Command[];
  readonly onHistory?: (lines: readonly string[]) => void;
}

export function openTerminal(options: TerminalTestOptions = {}): TestTerminal {
  const world = fakeWorld(options.files);
  const columns = options.columns ?? 60;
  const screen = new Screen(columns);
  let raw = '';
  const terminal = createTerminal({
    shell: createShell({ world, commands: options.commands ?? coreCommands }),
    world,
    columns,
    rows: 24,
    write: (text) => {
      raw += text;
      screen.write(text);
    },
    ...(options.history ? { history: options.history } : {}),
    ...(options.onHistory ? { onHistory: options.onHistory } : {}),
  });
  return {
    terminal,
    screen,
    world,
    raw: () => raw,
    keys(data, ms = 100) {
      terminal.input(data);
      world.kernel.runUntil(world.kernel.nowUs + ms * 1000);
    },
    resize(width) {
      screen.columns = width;
      terminal.resize(width, 24);
    },
  };
}
