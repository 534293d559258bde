import { compareText } from '../../lib/compare-text';
import { defineBuiltin } from '../builtin';
import { singleQuote } from '../expand/quote';

export const alias = defineBuiltin({
  path: ['alias'],
  summary: 'Define or list short names for commands.',
  usage: 'alias [-p] [name[=value] ... ]',
  flags: [{ short: 'p', type: 'switch', summary: 'list all' }],
  examples: ["alias k=kubectl ll='ls -l'", 'alias'],
  *run(input, context) {
    const { aliases } = context.frame.state;
    const show = (name: string, value: string): string => `alias ${name}=${singleQuote(value)}\n`;
    if (input.positional.length === 0 || input.has('p')) {
      for (const [name, value] of [...aliases].sort(([a], [b]) => compareText(a, b)))
        yield* context.write(show(name, value));
    }
    let status = 0;
    for (const word of input.positional) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word : word.slice(0, equals);
      const value = aliases.get(name);
      if (equals > 0) aliases.set(name, word.slice(equals + 1));
      else if (value !== undefined) yield* context.write(show(name, value));
      else {
        yield* context.error(`bash: alias: ${name}: not found\n`);
        status = 1;
      }
    }
    return status;
  },
});

export const unalias = defineBuiltin({
  path: ['unalias'],
  summary: 'Remove aliases.',
  usage: 'unalias [-a] name [name ...]',
  flags: [{ short: 'a', type: 'switch', summary: 'all of them' }],
  *run(input, context) {
    const { aliases } = context.frame.state;
    if (input.has('a')) aliases.clear();
    let status = 0;
    for (const name of input.positional) {
      if (aliases.delete(name)) continue;
      yield* context.error(`bash: unalias: ${name}: not found\n`);
      status = 1;
    }
    return status;
  },
});
