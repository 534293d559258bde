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
  readonly check: (row: GoStruct, key: string) => string | undefined;
}

/** Says how two values differ, if they do. Fields that are undefined count as absent. */
export function differ(actual: Go, wanted: Go): string | undefined {
  const [own, expected] = [plain(actual), plain(wanted)];
  if (isDeepStrictEqual(own, expected)) return undefined;
  return `${shown(own)} instead of ${shown(expected)}`;
}

function plain(value: Go): Go {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Go);
}

function shown(value: Go): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 400);
}
