import { defineCommand } from '../../command';
import { misuse } from '../misuse';

export const basename = defineCommand({
  path: ['basename'],
  summary: 'Strip the directory and a suffix from a path.',
  usage: 'basename NAME [SUFFIX]',
  flags: [
    { long: 'multiple', short: 'a', type: 'switch', summary: 'treat every argument as a NAME' },
    {
      long: 'suffix',
      short: 's',
      type: 'string',
      placeholder: 'SUFFIX',
      summary: 'remove a trailing SUFFIX; implies -a',
    },
  ],
  examples: ['basename samples/canary.yaml .yaml'],
  *run(input, context) {
    const [first, second, third] = input.positional;
    if (first === undefined) return yield* misuse('basename', 'missing operand', context);
    const isMultiple = input.has('multiple') || input.has('suffix');
    if (!isMultiple && third !== undefined)
      return yield* misuse('basename', `extra operand ‘${third}’`, context);
    const suffix = input.flag('suffix') ?? (isMultiple ? '' : (second ?? ''));
    for (const name of isMultiple ? input.positional : [first]) {
      const base = lastPart(name);
      const isCut = suffix !== '' && base.endsWith(suffix) && base !== suffix;
      yield* context.write(`${isCut ? base.slice(0, -suffix.length) : base}\n`);
    }
    return 0;
  },
});

export const dirname = defineCommand({
  path: ['dirname'],
  summary: 'Strip the last component from paths.',
  usage: 'dirname [OPTION] NAME...',
  flags: [],
  examples: ['dirname samples/canary.yaml'],
  *run(input, context) {
    if (input.positional.length === 0) return yield* misuse('dirname', 'missing operand', context);
    for (const name of input.positional) {
      const trimmed = name.replace(/(?<=.)\/+$/, '');
      const slash = trimmed.lastIndexOf('/');
      yield* context.write(`${slash < 0 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'}\n`);
    }
    return 0;
  },
});

function lastPart(name: string): string {
  const trimmed = name.replace(/(?<=.)\/+$/, '');
  return trimmed === '/' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
