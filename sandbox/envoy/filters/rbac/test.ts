import type { Demand, Fact, Reason, SingleReason, Subject as Thing } from '../../../net/index';
import type { Subject } from '../../match/subject';

/** A compiled permission or principal. The texts are for explanations and cost nothing until asked for. */
export interface Test {
  holds(subject: Subject): boolean;
  /** Why it does not hold: `method is "POST", must be "GET"`. */
  reason(subject: Subject): Reason;
  /** Why it holds: `method is "GET"`; undefined where that goes without saying. */
  fact(subject: Subject): Fact | undefined;
}

export const ANY: Test = { holds: () => true, reason: () => ['everything'], fact: () => undefined };
/** What a newer configuration may ask for and this proxy does not know. */
export const UNKNOWN: Test = {
  holds: () => false,
  reason: () => ['unsupportedCondition'],
  fact: () => undefined,
};

export function all(tests: readonly Test[]): Test {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return {
    holds: (subject) => tests.every((test) => test.holds(subject)),
    reason: (subject) => tests.find((test) => !test.holds(subject))?.reason(subject) ?? ['everything'],
    fact: (subject) => together(tests.map((test) => test.fact(subject))),
  };
}

export function any(tests: readonly Test[]): Test {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return {
    holds: (subject) => tests.some((test) => test.holds(subject)),
    reason: (subject) => eitherOf(tests.map((test) => test.reason(subject))),
    fact: (subject) => (tests.find((test) => test.holds(subject)) ?? only)?.fact(subject),
  };
}

export function not(test: Test): Test {
  return {
    holds: (subject) => !test.holds(subject),
    reason: (subject) => ['excluded', test.fact(subject) ?? ['everything']],
    fact: (subject) => test.fact(subject),
  };
}

/** A test of one value: `source is 10.0.0.1`. */
export function valueTest<Value>(
  what: Thing,
  read: (subject: Subject) => Value | undefined,
  matches: (value: Value) => boolean,
  demand: () => Demand,
): Test {
  return {
    holds(subject) {
      const value = read(subject);
      return value !== undefined && matches(value);
    },
    reason(subject) {
      const value = read(subject);
      return value === undefined
        ? ['missingUnfit', what, demand()]
        : ['unfit', what, String(value), demand(), false];
    },
    fact(subject) {
      const value = read(subject);
      return value === undefined ? ['missing', what] : ['is', what, String(value)];
    },
  };
}

/** Facts that hold at once; undefined when none has to be said. */
export function together(facts: readonly (Fact | undefined)[]): Fact | undefined {
  const said = facts.flatMap((fact) => (fact === undefined ? [] : fact[0] === 'allOf' ? fact[1] : [fact]));
  return said.length > 1 ? ['allOf', said] : said[0];
}

/** Reasons of which each stands by itself, every one once. */
function eitherOf(reasons: readonly Reason[]): Reason {
  const single = reasons.flatMap((reason) => (reason[0] === 'oneOf' ? reason[1] : [reason]));
  const distinct = new Map<string, SingleReason>(single.map((reason) => [JSON.stringify(reason), reason]));
  return ['oneOf', [...distinct.values()]];
}
