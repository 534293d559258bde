import { defineCommand } from '../../command';
import { FileError } from '../../files';
import { parentOf } from '../../virtual-files';
import { fail } from '../misuse';

export const tee = defineCommand({
  path: ['tee'],
  summary: 'Copy standard input to files and to standard output.',
  usage: 'tee [OPTION]... [FILE]...',
  flags: [
    { long: 'append', short: 'a', type: 'switch', summary: 'append to the given FILEs, do not overwrite' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['echo hello | tee hello.txt'],
  *run(input, context) {
    const { files } = context.world;
    const targets: string[] = [];
    let status = 0;
    for (const operand of input.positional) {
      const path = files.resolve(operand, context.cwd);
      const reason = files.isDirectory(path)
        ? 'Is a directory'
        : files.isDirectory(parentOf(path))
          ? undefined
          : 'No such file or directory';
      if (reason !== undefined) status = yield* fail('tee', `${operand}: ${reason}`, context);
      else {
        if (!input.has('append')) files.write(path, '');
        targets.push(path);
      }
    }
    for (let text = yield* context.read(); text !== undefined; text = yield* context.read()) {
      try {
        for (const path of targets) files.write(path, (files.read(path) ?? '') + text);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        status = yield* fail('tee', error.message, context);
        targets.length = 0;
      }
      if (!(yield* context.write(text))) break;
    }
    return status;
  },
});
