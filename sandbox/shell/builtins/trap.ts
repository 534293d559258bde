import { defineBuiltin } from '../builtin';
import { singleQuote } from '../expand/quote';

const KNOWN = ['EXIT', 'INT'];

export const trap = defineBuiltin({
  path: ['trap'],
  summary: 'Run a command when the shell ends (EXIT) or is interrupted (INT).',
  usage: 'trap [-lp] [[arg] signal_spec ...]',
  flags: [{ short: 'p', type: 'switch', summary: 'list traps' }],
  examples: ["trap 'echo bye' EXIT"],
  *run(input, context) {
    const { traps } = context.frame.state;
    if (input.positional.length === 0) {
      for (const [name, text] of traps)
        yield* context.write(`trap -- ${singleQuote(text)} ${name === 'EXIT' ? name : `SIG${name}`}\n`);
      return 0;
    }
    const [action, ...signals] = input.positional;
    let status = 0;
    for (const signal of signals.length > 0 ? signals : [action ?? '']) {
      const name =
        signal === '0' ? 'EXIT' : signal === '2' ? 'INT' : signal.toUpperCase().replace(/^SIG/, '');
      if (!KNOWN.includes(name)) {
        yield* context.error(`bash: trap: ${signal}: not supported in this shell (EXIT and INT are)\n`);
        status = 1;
      } else if (signals.length === 0 || action === '-') traps.delete(name);
      else traps.set(name, action ?? '');
    }
    return status;
  },
});
