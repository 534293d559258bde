import { compareText } from '../../../../lib/compare-text';
import type { Process } from '../../../../sim/index';
import { IstioctlError } from '../failure';
import type { Call } from '../verb';

/** A file as it is named on the command line, and its text. */
export interface GatheredFile {
  readonly name: string;
  readonly text: string;
}

const extensions: readonly string[] = ['.json', '.yaml', '.yml'];

/** Whether istioctl reads a file of this name. */
export function hasKnownExtension(name: string): boolean {
  return extensions.some((extension) => name.endsWith(extension));
}

/** Reads the files that were named, folders with everything in them; `-` is standard input. */
export function* gatherFiles({ input, context }: Call): Process<readonly GatheredFile[]> {
  const { files } = context.world;
  const gathered: GatheredFile[] = [];
  for (const typed of input.positional) {
    if (typed === '-') {
      gathered.push({ name: typed, text: yield* readInput(context) });
      continue;
    }
    const path = files.resolve(typed, context.cwd);
    const names = files.isDirectory(path) ? filesBelow(context, typed.replace(/(.)\/+$/, '$1')) : [typed];
    for (const name of names) {
      const text = files.read(files.resolve(name, context.cwd));
      if (text === undefined) throw new IstioctlError(`stat ${typed}: no such file or directory`);
      if (hasKnownExtension(name)) gathered.push({ name, text });
      else {
        const known = `[${extensions.join(' ')}]`;
        yield* context.error(`Skipping file ${name}, recognized file extensions are: ${known}\n`);
      }
    }
  }
  return gathered;
}

function* readInput(context: Call['context']): Process<string> {
  let text = '';
  for (let piece = yield* context.read(); piece !== undefined; piece = yield* context.read()) text += piece;
  return text;
}

/** Every file of a folder and its subfolders, by name, as they would be typed. */
export function filesBelow(context: Call['context'], folder: string): readonly string[] {
  const { files } = context.world;
  const names = [...files.list(files.resolve(folder, context.cwd))].sort((one, other) =>
    compareText(one.replace(/\/$/, ''), other.replace(/\/$/, '')),
  );
  return names.flatMap((name) => {
    const typed = folder === '.' ? name : `${folder}/${name}`;
    return name.endsWith('/') ? filesBelow(context, typed.slice(0, -1)) : [typed];
  });
}
