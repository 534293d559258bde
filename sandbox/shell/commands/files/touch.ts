import { defineCommand } from '../../command';
import { parentOf } from '../../virtual-files';
import { fail, misuse } from '../misuse';

export const touch = defineCommand({
  path: ['touch'],
  summary: 'Create empty files, or mark files as changed now.',
  usage: 'touch [OPTION]... FILE...',
  flags: [{ long: 'no-create', short: 'c', type: 'switch', summary: 'do not create any files' }],
  arguments: [{ name: 'FILE', repeated: true }],
  examples: ['touch note.txt'],
  *run(input, context) {
    const { files } = context.world;
    if (input.positional.length === 0) return yield* misuse('touch', 'missing file operand', context);
    let status = 0;
    for (const operand of input.positional) {
      const path = files.resolve(operand, context.cwd);
      if (files.isDirectory(path)) continue;
      if (!files.isDirectory(parentOf(path))) {
        status = yield* fail('touch', `cannot touch '${operand}': No such file or directory`, context);
      } else if (files.exists(path) || !input.has('no-create')) files.write(path, files.read(path) ?? '');
    }
    return status;
  },
});
