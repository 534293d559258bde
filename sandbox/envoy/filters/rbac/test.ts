import type { Subject } from '../../match/subject';

/** A compiled permission or principal. The texts are for explanations and cost nothing until asked for. */
export interface Test {
  holds(subject: Subject): boolean;
  /** Why it does not hold: `method is "POST", must be "GET"`. */
  reason(subject: Subject): string;
  /** Why it holds: `method is "GET"`. */
  fact(subject: Subject): string;
}

export const ANY: Test = { holds: () => true, reason: () => '', fact: () => '' };
/** What a newer configuration may ask for and this proxy does not know. */
export const UNKNOWN: Test = {
  holds: () => false,
  reason: () => 'asks for something that is not simulated',
  fact: () => '',
};

export function all(tests: readonly Test[]): Test {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return {
    holds: (subject) => tests.every((test) => test.holds(subject)),
    reason: (subject) => tests.find((test) => !test.holds(subject))?.reason(subject) ?? '',
    fact: (subject) =>
      tests
        .map((test) => test.fact(subject))
        .filter((fact) => fact !== '')
        .join(' and '),
  };
}

export function any(tests: readonly Test[]): Test {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return {
    holds: (subject) => tests.some((test) => test.holds(subject)),
    reason: (subject) => [...new Set(tests.map((test) => test.reason(subject)))].join('; '),
    fact: (subject) => (tests.find((test) => test.holds(subject)) ?? only)?.fact(subject) ?? '',
  };
}

export function not(test: Test): Test {
  return {
    holds: (subject) => !test.holds(subject),
    reason: (subject) => `${test.fact(subject)}, which is excluded`,
    fact: (subject) => test.fact(subject),
  };
}

/** A test of one value: `source is 10.0.0.1`. */
export function valueTest<Value>(
  name: string,
  read: (subject: Subject) => Value | undefined,
  matches: (value: Value) => boolean,
  demand: () => string,
): Test {
  const fact = (subject: Subject): string => {
    const value = read(subject);
    return value === undefined ? `${name} missing` : `${name} is ${String(value)}`;
  };
  return {
    holds(subject) {
      const value = read(subject);
      return value !== undefined && matches(value);
    },
    reason: (subject) => `${fact(subject)}, must ${demand()}`,
    fact,
  };
}
