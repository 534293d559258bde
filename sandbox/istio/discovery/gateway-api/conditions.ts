import { compareText } from '../../../lib/compare-text';
import type { Problem } from './problem';

/** A condition as a status holds it, without its time and generation. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** What a condition says when all is well, and what is wrong otherwise. */
export interface Finding {
  readonly reason: string;
  readonly message: string;
  /** Default True; a problem turns it round. */
  readonly status?: 'True' | 'False';
  readonly problem?: Problem | undefined;
}

/** Conditions in the order of their types. */
export function toConditions(findings: Readonly<Record<string, Finding>>): Condition[] {
  return Object.entries(findings)
    .sort(([a], [b]) => compareText(a, b))
    .map(([type, { status = 'True', reason, message, problem }]): Condition => {
      if (problem === undefined) return { type, status, reason, message };
      const turned = status === 'True' ? 'False' : 'True';
      return { type, status: turned, reason: problem.reason, message: problem.message };
    });
}
