import type { CelRule, Schema } from '../schema';

/** What a rule of a custom resource's schema says about one value. */
export type CelVerdict =
  | { readonly valid: true }
  /** The rule does not hold; `message` is the rule's own, or `failed rule: …` without one. */
  | { readonly valid: false; readonly message: string };

/** Evaluates the rules of a schema; the API server is given one, or none and then rules are not asked. */
export interface CelEvaluator {
  /** @param self the value the rule stands on, @param old the value before the change */
  evaluate(rule: CelRule, self: unknown, old: unknown, schema: Schema): CelVerdict;
}
