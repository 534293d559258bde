import {
  defineCommand,
  type Command,
  type CommandContext,
  type CommandInput,
  type Flag,
} from '../../command';
import { FileError, type VirtualFiles } from '../../files';
import { parentOf } from '../../virtual-files';
import type { Process } from '../../../sim/index';
import { fail, misuse } from '../misuse';
import { removeTree } from './rm';

const SHARED: readonly Flag[] = [
  { long: 'force', short: 'f', type: 'switch', summary: 'overwrite without asking (always so here)' },
  { long: 'no-clobber', short: 'n', type: 'switch', summary: 'do not overwrite an existing file' },
  { long: 'verbose', short: 'v', type: 'switch', summary: 'explain what is being done' },
];

export const cp = copying('cp', 'Copy files.', [
  { long: 'recursive', short: 'r', type: 'switch', summary: 'copy directories recursively' },
  { short: 'R', type: 'switch', summary: 'same as -r' },
  { long: 'archive', short: 'a', type: 'switch', summary: 'copy directories recursively' },
  ...SHARED,
]);

export const mv = copying('mv', 'Move or rename files.', SHARED);

function copying(name: 'cp' | 'mv', summary: string, flags: readonly Flag[]): Command {
  return defineCommand({
    path: [name],
    summary,
    usage: `${name} [OPTION]... SOURCE... DEST`,
    flags,
    arguments: [{ name: 'SOURCE', repeated: true }],
    examples: name === 'cp' ? ['echo a > a.txt && cp a.txt b.txt'] : ['echo a > a.txt && mv a.txt b.txt'],
    *run(input, context) {
      const sources = input.positional.slice(0, -1);
      const target = input.positional.at(-1);
      if (target === undefined) return yield* misuse(name, 'missing file operand', context);
      if (sources.length === 0)
        return yield* misuse(name, `missing destination file operand after '${target}'`, context);
      const { files } = context.world;
      const targetPath = files.resolve(target, context.cwd);
      const isIntoDirectory = files.isDirectory(targetPath);
      if (sources.length > 1 && !isIntoDirectory) {
        const reason = files.exists(targetPath) ? 'Not a directory' : 'No such file or directory';
        return yield* fail(name, `target '${target}': ${reason}`, context);
      }
      let status = 0;
      for (const source of sources) {
        const base = files.resolve(source, context.cwd).split('/').at(-1) ?? '';
        const to = isIntoDirectory
          ? {
              shown: `${target.replace(/\/$/, '')}/${base}`,
              path: `${targetPath === '/' ? '' : targetPath}/${base}`,
            }
          : { shown: target, path: targetPath };
        if ((yield* transfer(name, source, to, input, context)) !== 0) status = 1;
      }
      return status;
    },
  });
}

function* transfer(
  name: 'cp' | 'mv',
  source: string,
  to: { readonly shown: string; readonly path: string },
  input: CommandInput,
  context: CommandContext,
): Process<number> {
  const { files } = context.world;
  const from = files.resolve(source, context.cwd);
  if (!files.exists(from))
    return yield* fail(name, `cannot stat '${source}': No such file or directory`, context);
  const isDirectory = files.isDirectory(from);
  if (from === to.path) return yield* fail(name, `'${source}' and '${to.shown}' are the same file`, context);
  if (isDirectory && name === 'cp' && !['recursive', 'R', 'archive'].some((flag) => input.has(flag))) {
    return yield* fail(name, `-r not specified; omitting directory '${source}'`, context);
  }
  if (isDirectory && to.path.startsWith(`${from}/`)) {
    const verb = name === 'cp' ? 'copy a directory' : 'move';
    return yield* fail(
      name,
      `cannot ${verb}${name === 'cp' ? '' : ` '${source}'`}${name === 'cp' ? `, '${source}',` : ''} ${name === 'cp' ? 'into itself' : 'to a subdirectory of itself'}, '${to.shown}'`,
      context,
    );
  }
  if (!files.isDirectory(parentOf(to.path))) {
    const verb =
      name === 'cp' ? `cannot create regular file '${to.shown}'` : `cannot move '${source}' to '${to.shown}'`;
    return yield* fail(name, `${verb}: No such file or directory`, context);
  }
  if (files.exists(to.path) && input.has('no-clobber')) return 0;
  try {
    copyTree(files, from, to.path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return yield* fail(name, `error writing '${to.shown}': ${error.message}`, context);
  }
  if (name === 'mv') removeTree(files, from);
  if (input.has('verbose'))
    yield* context.write(`${name === 'mv' ? 'renamed ' : ''}'${source}' -> '${to.shown}'\n`);
  return 0;
}

function copyTree(files: VirtualFiles, from: string, to: string): void {
  if (!files.isDirectory(from)) {
    files.write(to, files.read(from) ?? '');
    return;
  }
  files.makeDirectory(to);
  for (const name of files.list(from))
    copyTree(files, `${from}/${name.replace(/\/$/, '')}`, `${to}/${name.replace(/\/$/, '')}`);
}
