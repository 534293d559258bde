import type { AndOr, CommandNode, PipelineNode, Script, Statement } from 'unbash';
import type { CommandTree } from '../flags/find-command';
import type { Process } from '../../sim/index';
import type { ShellWorld } from '../context';
import type { ShellState } from '../state/shell-state';
import type { Descriptors } from '../streams/streams';

/** Where a construct runs: whose state it changes and which files are open. */
export interface Frame {
  readonly evaluator: Evaluator;
  readonly state: ShellState;
  readonly files: Descriptors;
}

/** What the parts of the evaluator ask of the whole; breaks the circle between words and statements. */
export interface Evaluator {
  readonly world: ShellWorld;
  readonly commands: CommandTree;
  /** Lines typed so far, oldest first. */
  readonly history: string[];
  /** Columns of the terminal now. */
  readonly columns: () => number;
  /** Names of builtins, in the order of declaration. */
  readonly builtinNames: readonly string[];
  /** Builtins that are programs elsewhere (`bash`, `which`). */
  readonly programBuiltins: ReadonlySet<string>;
  /** Runs statements in order and answers the last status. */
  runStatements(statements: readonly Statement[], frame: Frame): Process<number>;
  /** Runs one node and answers its status. */
  runNode(node: PipelineNode | AndOr, frame: Frame): Process<number>;
  /** Runs one command without the bookkeeping of `set -e`. */
  runCommand(node: CommandNode, frame: Frame): Process<number>;
  /** Runs a script's output into a text, as `$( )` does. */
  capture(script: Script | undefined, frame: Frame): Process<string>;
  /** Runs `trap … EXIT` once, if one is set; answers the status the shell ends with. */
  runExitTrap(frame: Frame, status: number): Process<number>;
  /** Runs a command given by its words, in this frame. */
  runWords(words: readonly string[], frame: Frame): Process<number>;
}

/** An error that makes bash give up the command (and the rest of the line). */
export class ShellError extends Error {
  override readonly name = 'ShellError';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
