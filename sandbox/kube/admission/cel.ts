import type { CelRule, Schema } from '../schema';

/** What a rule of a custom resource's schema says about one value. */
export type CelVerdict =
  | { readonly valid: true }
  /** The rule does not hold; `message` is the rule's own, or `failed rule: …` without one. */
  | {
      readonly valid: false;
      readonly message: string;
      /** The rule could not be evaluated: the server names the type instead of the value. */
      readonly unevaluated?: true;
    };

/** Evaluates the rules of a schema. */
export interface CelEvaluator {
  /** @param self the value the rule stands on, @param old the value before the change */
  evaluate(rule: CelRule, self: unknown, old: unknown, schema: Schema): CelVerdict;
}
