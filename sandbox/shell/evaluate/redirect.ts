import type { HereDoc, Redirect, Redirection } from 'unbash';
import type { Process } from '../../sim/index';
import { FileError } from '../files';
import { expandHereDoc, expandText, expandWords } from '../expand/words';
import { CallbackOutput, TextInput, type Descriptor, type Descriptors } from '../streams/streams';
import { FileOutput } from '../streams/file-output';
import { parentOf } from '../virtual-files';
import { ShellError, type Frame } from './frame';
import { complain } from './write';

/** A redirection that cannot be made; the command does not run. */
class RedirectError extends Error {
  override readonly name = 'RedirectError';
}

/** Runs something with redirections in place; they end with it. */
export function* withRedirections(
  redirections: readonly Redirection[],
  frame: Frame,
  run: (inner: Frame) => Process<number>,
): Process<number> {
  if (redirections.length === 0) return yield* run(frame);
  let files: Descriptors;
  try {
    files = yield* redirect(redirections, frame);
  } catch (error) {
    if (!(error instanceof RedirectError)) throw error;
    yield* complain(`bash: ${error.message}\n`, frame);
    return 1;
  }
  return yield* run({ ...frame, files });
}

function* redirect(redirections: readonly Redirection[], frame: Frame): Process<Descriptors> {
  const files: (Descriptor | undefined)[] = [...frame.files];
  for (const redirection of redirections) {
    if (redirection.descriptor?.type === 'FileDescriptorVariable') {
      throw new ShellError(
        `{${redirection.descriptor.name}}: file descriptor variables are not supported in this shell`,
      );
    }
    const number = redirection.descriptor?.value;
    if (redirection.type === 'HereDoc')
      files[number ?? 0] = { input: new TextInput(yield* hereDoc(redirection, frame)) };
    else if (redirection.type === 'HereString') {
      const text = redirection.target ? yield* expandText(redirection.target, frame) : '';
      files[number ?? 0] = { input: new TextInput(`${text}\n`) };
    } else yield* open(redirection, number, files, frame);
  }
  return files;
}

function* hereDoc(redirection: HereDoc, frame: Frame): Process<string> {
  const { body, delimiter } = redirection;
  const isQuoted = delimiter?.quoted === true;
  const text =
    isQuoted || !body.parts
      ? isQuoted
        ? body.text
        : unescapeHereDoc(body.text)
      : yield* expandHereDoc(body.parts, frame);
  return redirection.operator === '<<-' ? text.replace(/^\t+/gm, '') : text;
}

function unescapeHereDoc(text: string): string {
  return text.replace(/\\([\\$`]|\n)/g, (_, char: string) => (char === '\n' ? '' : char));
}

function* open(
  redirection: Redirect,
  number: number | undefined,
  files: (Descriptor | undefined)[],
  frame: Frame,
): Process<void> {
  const { operator } = redirection;
  const target = yield* targetOf(redirection, frame);
  switch (operator) {
    case '<':
      files[number ?? 0] = openInput(target, frame, files);
      return;
    case '>':
    case '>|':
    case '>>':
      files[number ?? 1] = openOutput(target, operator === '>>', frame, files);
      return;
    case '&>':
    case '&>>':
      files[1] = files[2] = openOutput(target, operator === '&>>', frame, files);
      return;
    case '>&':
    case '<&':
      duplicate(operator, target, number, files, frame);
      return;
    case '<>':
      throw new ShellError('<>: opening for reading and writing is not supported in this shell');
  }
}

function* targetOf(redirection: Redirect, frame: Frame): Process<string> {
  if (!redirection.target) return '';
  const fields = yield* expandWords([redirection.target], frame);
  if (fields.length !== 1) throw new RedirectError(`${redirection.target.text}: ambiguous redirect`);
  return fields[0] ?? '';
}

function duplicate(
  operator: '>&' | '<&',
  target: string,
  number: number | undefined,
  files: (Descriptor | undefined)[],
  frame: Frame,
): void {
  const own = number ?? (operator === '>&' ? 1 : 0);
  if (target === '-') files[own] = undefined;
  else if (/^\d+$/.test(target)) {
    const source = files[Number(target)];
    if (!source) throw new RedirectError(`${target}: Bad file descriptor`);
    files[own] = source;
  } else if (operator === '>&' && number === undefined) {
    files[1] = files[2] = openOutput(target, false, frame, files);
  } else throw new RedirectError(`${target}: ambiguous redirect`);
}

function openInput(target: string, { state, evaluator }: Frame, files: Descriptors): Descriptor {
  if (target === '/dev/stdin') return files[0] ?? {};
  const path = evaluator.world.files.resolve(target, state.cwd);
  if (evaluator.world.files.isDirectory(path)) throw new RedirectError(`${target}: Is a directory`);
  const text = evaluator.world.files.read(path);
  if (text === undefined) throw new RedirectError(`${target}: No such file or directory`);
  return { input: new TextInput(text) };
}

function openOutput(target: string, isAppending: boolean, frame: Frame, open: Descriptors): Descriptor {
  if (target === '/dev/null') return { output: new CallbackOutput() };
  if (target === '/dev/stdout') return open[1] ?? {};
  if (target === '/dev/stderr') return open[2] ?? {};
  const { files } = frame.evaluator.world;
  const path = files.resolve(target, frame.state.cwd);
  if (
    target === '' ||
    !files.isDirectory(parentOf(path)) ||
    (target.endsWith('/') && !files.isDirectory(path))
  ) {
    throw new RedirectError(`${target}: No such file or directory`);
  }
  try {
    files.write(path, isAppending ? (files.read(path) ?? '') : '');
  } catch (error) {
    if (error instanceof FileError) throw new RedirectError(`${target}: ${error.message}`);
    throw error;
  }
  return { output: new FileOutput(files, path) };
}
