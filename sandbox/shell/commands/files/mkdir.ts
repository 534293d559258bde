import { defineCommand } from '../../command';
import { parentOf } from '../../virtual-files';
import { fail, misuse } from '../misuse';

export const mkdir = defineCommand({
  path: ['mkdir'],
  summary: 'Make directories.',
  usage: 'mkdir [OPTION]... DIRECTORY...',
  flags: [
    {
      long: 'parents',
      short: 'p',
      type: 'switch',
      summary: 'no error if existing, make parent directories as needed',
    },
    { long: 'verbose', short: 'v', type: 'switch', summary: 'print a message for each created directory' },
  ],
  arguments: [{ name: 'DIRECTORY', repeated: true }],
  examples: ['mkdir -p work/yaml'],
  *run(input, context) {
    const { files } = context.world;
    if (input.positional.length === 0) return yield* misuse('mkdir', 'missing operand', context);
    let status = 0;
    for (const operand of input.positional) {
      const path = files.resolve(operand, context.cwd);
      const isThere = files.exists(path);
      const reason =
        isThere && !(input.has('parents') && files.isDirectory(path))
          ? 'File exists'
          : files.read(parentOf(path)) !== undefined
            ? 'Not a directory'
            : !input.has('parents') && !files.exists(parentOf(path))
              ? 'No such file or directory'
              : undefined;
      if (reason !== undefined)
        status = yield* fail('mkdir', `cannot create directory ‘${operand}’: ${reason}`, context);
      else if (!isThere) {
        files.makeDirectory(path);
        if (input.has('verbose')) yield* context.write(`mkdir: created directory '${operand}'\n`);
      }
    }
    return status;
  },
});

export const rmdir = defineCommand({
  path: ['rmdir'],
  summary: 'Remove empty directories.',
  usage: 'rmdir [OPTION]... DIRECTORY...',
  flags: [],
  arguments: [{ name: 'DIRECTORY', repeated: true }],
  *run(input, context) {
    const { files } = context.world;
    if (input.positional.length === 0) return yield* misuse('rmdir', 'missing operand', context);
    let status = 0;
    for (const operand of input.positional) {
      const path = files.resolve(operand, context.cwd);
      const reason = !files.exists(path)
        ? 'No such file or directory'
        : !files.isDirectory(path)
          ? 'Not a directory'
          : files.list(path).length > 0
            ? 'Directory not empty'
            : undefined;
      if (reason === undefined) files.remove(path);
      else status = yield* fail('rmdir', `failed to remove '${operand}': ${reason}`, context);
    }
    return status;
  },
});
