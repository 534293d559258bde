import { defineBuiltin, type Builtin } from '../builtin';

function constant(name: string, status: number, summary: string): Builtin {
  return defineBuiltin({
    path: [name],
    summary,
    usage: name,
    flags: [],
    rawArguments: true,
    *run() {
      return status;
    },
  });
}

export const truthBuiltins: readonly Builtin[] = [
  constant('true', 0, 'Succeed.'),
  constant('false', 1, 'Fail.'),
  constant(':', 0, 'Do nothing, successfully.'),
];
