import type { Re2 } from '../../lib/re2';

/** What a page of the admin interface answers. */
export interface AdminAnswer {
  readonly status: number;
  readonly contentType: 'text/plain; charset=UTF-8' | 'application/json';
  readonly body: string;
}

/** Which statistics a proxy keeps: those with one of the beginnings or ends, or that match one of the patterns. */
export interface StatsInclusion {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** The whole name must match. */
  readonly patterns: readonly Re2[];
}
