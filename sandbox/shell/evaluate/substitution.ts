import type { Script } from 'unbash';
import type { Process } from '../../sim/index';
import { expandText } from '../expand/words';
import { Capture } from '../streams/capture';
import { inSubshell } from './compound';
import { ShellError, type Frame } from './frame';

/** Most characters a `$( )` may produce. */
const MAX_OUTPUT = 4 * 1024 * 1024;

/** Deepest nesting of substitutions. */
const MAX_DEPTH = 200;

/** Runs a script and answers its output without trailing newlines, as `$( )` does. */
export function* capture(script: Script | undefined, frame: Frame): Process<string> {
  const { state } = frame;
  if (!script) return '';
  if (state.depth >= MAX_DEPTH)
    throw new ShellError(`command substitution: nested deeper than ${String(MAX_DEPTH)}`);
  const file = yield* fileContents(script, frame);
  if (file !== undefined) return file.replace(/\n+$/, '');
  const output = new Capture(MAX_OUTPUT);
  const files = [frame.files[0], { output }, ...frame.files.slice(2)];
  const status = yield* inSubshell({ ...frame, files }, function* (inner) {
    inner.state.depth = state.depth + 1;
    inner.state.options.delete('errexit');
    return yield* inner.evaluator.runStatements(script.commands, inner);
  });
  if (output.overflowed) {
    throw new ShellError(
      `command substitution: output is longer than ${String(MAX_OUTPUT / 1024 / 1024)} MiB`,
    );
  }
  state.substitutionStatus = status;
  state.status = status;
  return output.text.replace(/\n+$/, '');
}

/** `$(< file)` is the file's text. */
function* fileContents(script: Script, { evaluator, state, ...rest }: Frame): Process<string | undefined> {
  const command = script.commands.length === 1 ? script.commands[0]?.command : undefined;
  if (command?.type !== 'Command' || command.name || command.prefix.length !== 1) return undefined;
  const [redirect] = command.redirects;
  if (redirect?.type !== 'Redirect' || redirect.operator !== '<' || !redirect.target) return undefined;
  const path = yield* expandText(redirect.target, { evaluator, state, ...rest });
  return evaluator.world.files.read(evaluator.world.files.resolve(path, state.cwd));
}
