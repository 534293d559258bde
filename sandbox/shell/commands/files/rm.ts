import { defineCommand } from '../../command';
import type { VirtualFiles } from '../../files';
import { fail, misuse } from '../misuse';

export const rm = defineCommand({
  path: ['rm'],
  summary: 'Remove files.',
  usage: 'rm [OPTION]... [FILE]...',
  flags: [
    { long: 'force', short: 'f', type: 'switch', summary: 'ignore nonexistent files and arguments' },
    { long: 'recursive', short: 'r', type: 'switch', summary: 'remove directories and their contents' },
    { short: 'R', type: 'switch', summary: 'same as -r' },
    { long: 'dir', short: 'd', type: 'switch', summary: 'remove empty directories' },
    { long: 'verbose', short: 'v', type: 'switch', summary: 'explain what is being done' },
  ],
  arguments: [{ name: 'FILE', repeated: true }],
  examples: ['touch note && rm note'],
  *run(input, context) {
    const { files } = context.world;
    if (input.positional.length === 0 && !input.has('force'))
      return yield* misuse('rm', 'missing operand', context);
    const isRecursive = input.has('recursive') || input.has('R');
    let status = 0;
    for (const operand of input.positional) {
      const path = files.resolve(operand, context.cwd);
      if (!files.exists(path)) {
        if (!input.has('force'))
          status = yield* fail('rm', `cannot remove '${operand}': No such file or directory`, context);
        continue;
      }
      const isDirectory = files.isDirectory(path);
      if (
        isDirectory &&
        isRecursive &&
        (path === '/' || context.cwd === path || context.cwd.startsWith(`${path}/`))
      ) {
        const reason =
          path === '/'
            ? "it is dangerous to operate recursively on '/'"
            : `refusing to remove '.' or '..' directory: skipping '${operand}'`;
        status = yield* fail('rm', reason, context);
      } else if (isDirectory && !isRecursive && !(input.has('dir') && files.list(path).length === 0)) {
        status = yield* fail('rm', `cannot remove '${operand}': Is a directory`, context);
      } else {
        const removed = removeTree(files, path, operand);
        if (input.has('verbose')) yield* context.write(removed.map((line) => `removed ${line}\n`).join(''));
      }
    }
    return status;
  },
});

/** Removes a file, or a directory with everything in it; answers what went, as `rm -v` names it. */
export function removeTree(files: VirtualFiles, path: string, shown = path): string[] {
  if (!files.isDirectory(path)) {
    files.remove(path);
    return [`'${shown}'`];
  }
  const removed = files.list(path).flatMap((entry) => {
    const name = entry.replace(/\/$/, '');
    return removeTree(files, `${path === '/' ? '' : path}/${name}`, `${shown.replace(/\/$/, '')}/${name}`);
  });
  files.remove(path);
  return [...removed, `directory '${shown}'`];
}
