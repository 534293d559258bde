import type { Process } from '../../sim/index';
import { parseScript } from '../syntax/parse-script';
import { inSubshell } from './compound';
import type { Frame } from './frame';
import { complain } from './write';

/** Runs a file of the home named by its path, as `./run.sh` does, in a subshell. */
export function* runScriptFile(name: string, words: readonly string[], frame: Frame): Process<number> {
  const { files } = frame.evaluator.world;
  const path = files.resolve(name, frame.state.cwd);
  if (files.isDirectory(path)) {
    yield* complain(`bash: ${name}: Is a directory\n`, frame);
    return 126;
  }
  const text = files.read(path);
  if (text === undefined) {
    yield* complain(`bash: ${name}: No such file or directory\n`, frame);
    return 127;
  }
  return yield* inSubshell(frame, function* (inner) {
    inner.state.name = name;
    inner.state.positional = words.slice(1);
    inner.state.loops = 0;
    return yield* runSource(text, name, inner);
  });
}

/** Runs script text in a frame; a syntax error is told in bash's words and answers 2. */
export function* runSource(text: string, name: string, frame: Frame): Process<number> {
  const parsed = parseScript(text);
  if (parsed.is === 'script') return yield* frame.evaluator.runStatements(parsed.script.commands, frame);
  yield* complain(`${name}: ${parsed.message}\n`, frame);
  const isOnlyWarning = parsed.is === 'incomplete' && parsed.message.startsWith('warning:');
  if (!isOnlyWarning) {
    frame.state.status = 2;
    return 2;
  }
  return yield* frame.evaluator.runStatements(parsed.script.commands, frame);
}
