type State =
  'literal' | 'variable' | 'array' | 'argument' | 'string' | 'delimiter' | 'argumentsEnd' | 'variableEnd';

/** What a state does with a character: where it goes, or why it stops. */
type Step = { readonly next: State; readonly skip?: boolean } | { readonly problem: string };

const invalid = 'invalid header configuration.';

/**
 * Why a header value with `%COMMAND%` operators is malformed; undefined when it is well-formed.
 * Semantics: Envoy's header parser (source/common/router/header_parser.cc) as istiod repeats it.
 */
export function headerFormatProblem(value: string): string | undefined {
  let state: State = 'literal';
  for (let position = 0; position < value.length; position++) {
    const step: Step = steps[state](value.charAt(position), value.charAt(position + 1));
    if ('problem' in step) return `${invalid} ${step.problem}`;
    state = step.next;
    if (step.skip === true) position++;
  }
  return state === 'literal' ? undefined : `${invalid} Un-terminated variable expression '${value}'`;
}

const steps: Readonly<Record<State, (character: string, following: string) => Step>> = {
  literal: (character, following) => {
    if (character !== '%') return { next: 'literal' };
    if (following === '') return { problem: 'Un-escaped %' };
    return following === '%' ? { next: 'literal', skip: true } : { next: 'variable' };
  },
  variable: (character) => {
    if (character === '%') return { next: 'literal' };
    return { next: character === '(' ? 'array' : 'variable' };
  },
  array: (character) => {
    if (character === '[') return { next: 'argument' };
    return { next: character === ' ' ? 'array' : 'string' };
  },
  argument: (character) => {
    if (character === '"') return { next: 'string' };
    return character === ' ' ? { next: 'argument' } : { problem: "Expecting '\"'" };
  },
  string: (character, following) => {
    if (character === '\\') {
      return following === ''
        ? { problem: 'Un-terminated backslash in JSON string' }
        : { next: 'string', skip: true };
    }
    if (character === ')') return { next: 'variableEnd' };
    return { next: character === '"' ? 'delimiter' : 'string' };
  },
  delimiter: (character) => {
    if (character === ',') return { next: 'argument' };
    if (character === ']') return { next: 'argumentsEnd' };
    return character === ' ' ? { next: 'delimiter' } : { problem: "Expecting ',', ']', or whitespace" };
  },
  argumentsEnd: (character) => {
    if (character === ')') return { next: 'variableEnd' };
    return character === ' '
      ? { next: 'argumentsEnd' }
      : { problem: "Expecting ')' or whitespace after '{}', but found '{}'" };
  },
  variableEnd: (character) => {
    if (character === '%') return { next: 'literal' };
    return character === ' ' ? { next: 'variableEnd' } : { problem: "Expecting '%' or whitespace after" };
  },
};
