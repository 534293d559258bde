import type { Process } from '../../../../sim/index';
import { filesBelow, hasKnownExtension } from '../analyze/gather-files';
import { IstioctlError } from '../failure';
import { istioctlVerb, type Call } from '../verb';
import { judgeFile, type FileJudgement } from './judge-file';

/** Judges files one by one, without a cluster. */
export const validate = istioctlVerb(
  {
    path: ['istioctl', 'validate'],
    aliases: ['v'],
    summary: 'Validate Istio policy and rules files',
    usage: 'istioctl validate -f FILENAME [options]',
    flags: [
      { long: 'filename', short: 'f', type: 'list', summary: 'Inputs of files to validate' },
      { long: 'referential', short: 'x', type: 'string', implied: 'true', summary: 'Structural validation' },
    ],
  },
  function* (call) {
    const { input, context } = call;
    if (input.positional.length > 0) {
      throw new IstioctlError(`unknown command "${input.positional[0] ?? ''}" for "istioctl validate"`, 64);
    }
    const typed = input.list('filename').flatMap((names) => names.split(','));
    if (typed.length === 0) {
      const text = 'error: you must specify resources by --filename.';
      throw new IstioctlError(
        `${text}\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'`,
      );
    }
    const { judged, errors } = yield* judgeAll(call, typed);
    for (const { name, notes } of judged) for (const note of notes) yield* context.error(note || name);
    for (const { name, warnings } of judged) {
      if (warnings.length > 0) yield* context.error(warningText(name, warnings));
      else if (errors.length === 0) {
        yield* context.error(name === '-' ? 'validation succeed\n' : `"${name}" is valid\n`);
      }
    }
    if (errors.length === 0) return 0;
    const title = errors.length === 1 ? '1 error occurred:' : `${String(errors.length)} errors occurred:`;
    yield* context.error(`Error: ${title}\n${errors.map((error) => `\t* ${error}\n`).join('')}\n\n`);
    return 1;
  },
);

interface NamedJudgement extends FileJudgement {
  readonly name: string;
}

function* judgeAll(
  call: Call,
  typed: readonly string[],
): Process<{ readonly judged: readonly NamedJudgement[]; readonly errors: readonly string[] }> {
  const { input, context } = call;
  const { files } = context.world;
  const namespace = (input.flag('namespace') ?? '') || 'default';
  const istioNamespace = input.flag('istioNamespace') ?? 'istio-system';
  const judged = new Map<string, NamedJudgement>();
  const errors: string[] = [];
  for (const name of typed) {
    const path = files.resolve(name, context.cwd);
    const isFolder = name !== '-' && files.isDirectory(path);
    const names = isFolder
      ? filesBelow(context, name.replace(/(.)\/+$/, '$1')).filter(hasKnownExtension)
      : [name];
    for (const file of names) {
      const text = file === '-' ? yield* readInput(call) : files.read(files.resolve(file, context.cwd));
      if (text === undefined) {
        errors.push(`cannot stat file "${file}": stat ${file}: no such file or directory`);
        continue;
      }
      const judgement = judgeFile(text, file, namespace, istioNamespace);
      judged.set(file, { name: file, ...judgement });
      errors.push(...judgement.errors);
    }
  }
  return { judged: [...judged.values()], errors };
}

function* readInput({ context }: Call): Process<string> {
  let text = '';
  for (let piece = yield* context.read(); piece !== undefined; piece = yield* context.read()) text += piece;
  return text;
}

function warningText(name: string, warnings: readonly string[]): string {
  const list = `\n\t${warnings.map((warning) => `* ${warning}`).join('\n\t')}\n`;
  return name === '-' ? list : `"${name}" has warnings: ${list}\n`;
}
