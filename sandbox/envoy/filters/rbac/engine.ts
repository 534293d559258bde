import { compareText } from '../../../lib/compare-text';
import type { DecisionStep, RejectedChoice, Fact } from '../../../net/index';
import type { Origin } from '../../../lib/origin';
import type { RbacPolicy, RbacRules } from '../../config/index';
import { because } from '../../decision/told';
import type { Subject } from '../../match/subject';
import { verdictStep } from './explain';
import { permissionTest } from './permission-test';
import { principalTest } from './principal-test';
import { any, together, type Test } from './test';
import type { JudgingRules, RbacVerdict } from './verdict';

interface CompiledPolicy {
  readonly name: string;
  readonly origin: Origin | undefined;
  readonly permissions: Test;
  readonly principals: Test;
}

/** The rules of one filter, compiled; policies are tried by name (source/extensions/filters/common/rbac/engine_impl.cc). */
export class RbacEngine implements JudgingRules {
  readonly #policies: readonly { readonly policy: CompiledPolicy; readonly verdict: RbacVerdict }[];
  readonly #unmatched: RbacVerdict;

  /** @param enforced false for rules that are only tried out */
  constructor(
    readonly rules: RbacRules,
    readonly filter: string,
    readonly enforced: boolean,
  ) {
    this.#unmatched = this.#verdict(this.action !== 'ALLOW', undefined);
    this.#policies = Object.entries(rules.policies ?? {})
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, config]) => {
        const policy = compile(name, config);
        return { policy, verdict: this.#verdict(this.action !== 'DENY', policy) };
      });
  }

  get action(): 'ALLOW' | 'DENY' | 'LOG' {
    return this.rules.action ?? 'ALLOW';
  }

  judge(subject: Subject): RbacVerdict {
    for (const { policy, verdict } of this.#policies)
      if (policy.permissions.holds(subject) && policy.principals.holds(subject)) return verdict;
    return this.#unmatched;
  }

  rejected(subject: Subject): RejectedChoice[] {
    return this.#policies.flatMap(({ policy: { name, origin, permissions, principals } }) => {
      const failing = [permissions, principals].find((test) => !test.holds(subject));
      if (!failing) return [];
      return [{ name, ...because(failing.reason(subject)), ...(origin ? { origin } : {}) }];
    });
  }

  fact(name: string, subject: Subject): Fact {
    const found = this.#policies.find(({ policy }) => policy.name === name)?.policy;
    return together([found?.permissions.fact(subject), found?.principals.fact(subject)]) ?? ['everything'];
  }

  #verdict(allowed: boolean, policy: CompiledPolicy | undefined): RbacVerdict {
    const verdict = {
      allowed,
      policy: policy?.name,
      origin: policy?.origin,
      explain: (subject: Subject): DecisionStep => verdictStep(this, verdict, subject),
    };
    return verdict;
  }
}

const engines = new WeakMap<RbacRules, RbacEngine>();

/** The engine of a rule set: one, however many chains and routes it stands on. */
export function engineOf(rules: RbacRules, filter: string, enforced: boolean): RbacEngine {
  let engine = engines.get(rules);
  if (!engine) {
    engine = new RbacEngine(rules, filter, enforced);
    engines.set(rules, engine);
  }
  return engine;
}

/** `rbac_access_denied_matched_policy[none]`, as the access log has it. */
export function deniedDetails({ policy = 'none' }: RbacVerdict): string {
  return `rbac_access_denied_matched_policy[${policy.replaceAll(' ', '_')}]`;
}

function compile(name: string, { permissions, principals, origin }: RbacPolicy): CompiledPolicy {
  return {
    name,
    origin,
    permissions: any(permissions.map(permissionTest)),
    principals: any(principals.map(principalTest)),
  };
}
