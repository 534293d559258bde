import type { Config } from './config';

/** The status an object is to have; its conditions carry neither time nor generation yet. */
export interface StatusReport {
  readonly config: Config<unknown>;
  /** The object's API group. */
  readonly group: string;
  readonly status: Readonly<Record<string, unknown>>;
}
