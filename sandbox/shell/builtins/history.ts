import { defineBuiltin } from '../builtin';

export const history = defineBuiltin({
  path: ['history'],
  summary: 'List the lines typed so far.',
  usage: 'history [-c] [n]',
  flags: [{ short: 'c', type: 'switch', summary: 'forget them' }],
  examples: ['history 5'],
  *run(input, context) {
    const lines = context.frame.evaluator.history;
    if (input.has('c')) {
      lines.length = 0;
      return 0;
    }
    const [count] = input.positional;
    if (count !== undefined && !/^\d+$/.test(count)) {
      yield* context.error(`bash: history: ${count}: numeric argument required\n`);
      return 1;
    }
    const first = count === undefined ? 0 : Math.max(0, lines.length - Number(count));
    for (let i = first; i < lines.length; i++) {
      yield* context.write(`${String(i + 1).padStart(5)}  ${lines[i] ?? ''}\n`);
    }
    return 0;
  },
});
