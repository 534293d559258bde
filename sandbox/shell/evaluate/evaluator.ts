import type { AndOr, CommandNode, PipelineNode, Script, Statement } from 'unbash';
import type { Builtin } from '../builtin';
import type { CommandTree } from '../flags/find-command';
import type { ShellWorld } from '../context';
import type { Process } from '../../sim/index';
import type { ShellState } from '../state/shell-state';
import type { Evaluator, Frame } from './frame';
import { invoke } from './invoke';
import { runSource } from './script-file';
import { runCommand, runNode, runStatements } from './statement';
import { capture } from './substitution';

/** Ties the parts of the evaluator together. */
export class ShellEvaluator implements Evaluator {
  readonly history: string[] = [];
  readonly builtinNames: readonly string[];
  readonly programBuiltins: ReadonlySet<string>;
  terminalColumns = 80;
  readonly #builtins: ReadonlyMap<string, Builtin>;

  constructor(
    readonly world: ShellWorld,
    readonly commands: CommandTree,
    builtins: readonly Builtin[],
  ) {
    this.#builtins = new Map(builtins.map((builtin) => [builtin.path.join(' '), builtin]));
    this.builtinNames = builtins.filter((each) => !each.isHidden).map((each) => each.path.join(' '));
    this.programBuiltins = new Set(
      builtins.filter((each) => each.isProgram).map((each) => each.path.join(' ')),
    );
  }

  columns = (): number => this.terminalColumns;

  runStatements(statements: readonly Statement[], frame: Frame): Process<number> {
    return runStatements(statements, frame);
  }

  runNode(node: PipelineNode | AndOr, frame: Frame): Process<number> {
    return runNode(node, frame);
  }

  runCommand(node: CommandNode, frame: Frame): Process<number> {
    return runCommand(node, frame);
  }

  capture(script: Script | undefined, frame: Frame): Process<string> {
    return capture(script, frame);
  }

  runWords(words: readonly string[], frame: Frame): Process<number> {
    return invoke(words, frame, this.#builtins);
  }

  *runExitTrap(frame: Frame, status: number): Process<number> {
    const { state } = frame;
    const text = state.traps.get('EXIT');
    if (text === undefined) return status;
    state.traps.delete('EXIT');
    state.flow = undefined;
    state.status = status;
    yield* runSource(text, 'bash', frame);
    return statusAfter(state, status);
  }
}

/** `exit` inside the trap decides; otherwise the status stays. */
function statusAfter(state: ShellState, status: number): number {
  return state.flow ? state.status : status;
}
