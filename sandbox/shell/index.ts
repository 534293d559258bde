/** L5: the shell, its commands and the terminal. */
export { defineCommand } from './command';
export type {
  Argument,
  Command,
  CommandContext,
  CommandFamily,
  CommandInput,
  Completer,
  Flag,
  SpawnOptions,
} from './command';
export type {
  ClientRequest,
  ClientResult,
  LogLine,
  NetworkLocation,
  ShellEvent,
  ShellNetwork,
  ShellWorld,
} from './context';
export { singleQuote } from './expand/quote';
export { FileError, HOME } from './files';
export type { VirtualFiles } from './files';
export { createVirtualFiles } from './virtual-files';
export { createShell } from './shell';
export type { Shell, ShellOptions, ShellRunIO, TerminalFiles } from './shell';
export type { Completion } from './completion/complete';
export { allCommands, coreCommands } from './commands/index';
export { createTerminal } from './terminal/terminal';
export type { Terminal, TerminalSetup } from './terminal/terminal';
