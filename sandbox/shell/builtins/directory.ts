import { HOME } from '../files';
import { defineBuiltin } from '../builtin';

export const cd = defineBuiltin({
  path: ['cd'],
  summary: 'Change the working directory.',
  usage: 'cd [-L|[-P [-e]] [-@]] [dir]',
  flags: [
    { short: 'L', type: 'switch', summary: 'follow symbolic links (there are none here)' },
    { short: 'P', type: 'switch', summary: 'use the physical directory' },
  ],
  arguments: [{ name: 'dir', optional: true }],
  examples: ['cd ~', 'cd /tmp && pwd'],
  *run(input, context) {
    const { state } = context.frame;
    const [target = state.variables.text('HOME') ?? HOME, ...more] = input.positional;
    if (more.length > 0) return yield* fail('too many arguments');
    const previous = state.variables.text('OLDPWD');
    if (target === '-' && previous === undefined) return yield* fail('OLDPWD not set');
    const wanted = target === '-' ? (previous ?? '') : target;
    const path = context.world.files.resolve(wanted, state.cwd);
    if (!context.world.files.isDirectory(path)) {
      const reason = context.world.files.exists(path) ? 'Not a directory' : 'No such file or directory';
      return yield* fail(`${wanted}: ${reason}`);
    }
    state.variables.set('OLDPWD', state.cwd);
    state.variables.set('PWD', path);
    state.cwd = path;
    if (target === '-') yield* context.write(`${path}\n`);
    return 0;

    function* fail(reason: string) {
      yield* context.error(`bash: cd: ${reason}\n`);
      return 1;
    }
  },
});

export const pwd = defineBuiltin({
  path: ['pwd'],
  summary: 'Print the working directory.',
  usage: 'pwd [-LP]',
  flags: [
    { short: 'L', type: 'switch', summary: 'as $PWD says' },
    { short: 'P', type: 'switch', summary: 'without symbolic links' },
  ],
  examples: ['pwd'],
  *run(_input, context) {
    yield* context.write(`${context.cwd}\n`);
    return 0;
  },
});
