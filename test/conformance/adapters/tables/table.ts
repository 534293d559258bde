import { isDeepStrictEqual } from 'node:util';
import type { Go, GoStruct } from './go-literal';

/** One table of one test, wired to what it tests. */
export interface Table {
  /** The test's file: `pkg/config/host/name_test.go`. */
  readonly source: string;
  /** The test function that holds the table. */
  readonly func: string;
  /** Tells tables of one function apart: the variable's name. */
  readonly variable?: string;
  /** Says why a row does not hold; undefined when it does. */
  readonly check: (row: GoStruct, key: string, corpusDirectory: string) => string | undefined;
}

/** Says how two values differ, if they do. Fields that are undefined count as absent. */
export function differ(actual: Go, wanted: Go): string | undefined {
  const [own, expected] = [plain(actual), plain(wanted)];
  if (isDeepStrictEqual(own, expected)) return undefined;
  const [ownText, expectedText] = [shown(own), shown(expected)];
  const from = Math.max(0, firstDifference(ownText, expectedText) - 60);
  return `${ownText.slice(from, from + 240)} instead of ${expectedText.slice(from, from + 240)}`;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function plain(value: Go): Go {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Go);
}

function shown(value: Go): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
