import { parseBool } from '../../../lib/go-bool';
import type { RbacPolicy, RbacRules } from '../../../envoy/config/index';
import { originOf, type AuthorizationPolicy } from '../../discovery/index';
import { rulePolicy } from './rule';
import type { TrustDomains } from './trust-domains';

/** Where the rules of policies end up. */
export interface RuleSetKind {
  readonly action: NonNullable<RbacRules['action']>;
  readonly tcp: boolean;
  readonly trustDomains: TrustDomains;
  /** `istio-ext-authz-PROVIDER-` for rules that only mark requests. */
  readonly namePrefix: string;
}

/** Rules that count, and rules that are only tried out; undefined when no policy is of that sort. */
export interface RuleSets {
  readonly rules?: RbacRules;
  readonly shadowRules?: RbacRules;
}

const DRY_RUN = 'istio.io/dry-run';
const NEVER: Pick<RbacPolicy, 'permissions' | 'principals'> = {
  permissions: [{ notRule: { any: true } }],
  principals: [{ notId: { any: true } }],
};

/** The rules of policies with the same action (pilot/pkg/security/authz/builder/builder.go). */
export function ruleSets(policies: readonly AuthorizationPolicy[], kind: RuleSetKind): RuleSets {
  const enforced = policies.filter((policy) => !isDryRun(policy));
  const tried = policies.filter(isDryRun);
  return {
    ...(enforced.length > 0 ? { rules: rulesOf(enforced, kind) } : {}),
    ...(tried.length > 0 ? { shadowRules: rulesOf(tried, kind) } : {}),
  };
}

function rulesOf(policies: readonly AuthorizationPolicy[], kind: RuleSetKind): RbacRules {
  const entries = policies.flatMap((policy) => namedPolicies(policy, kind));
  return {
    ...(kind.action === 'ALLOW' ? {} : { action: kind.action }),
    ...(entries.length > 0 ? { policies: Object.fromEntries(entries) } : {}),
  };
}

function namedPolicies(policy: AuthorizationPolicy, kind: RuleSetKind): (readonly [string, RbacPolicy])[] {
  const { tcp, trustDomains } = kind;
  const place = { policyNamespace: policy.namespace, trustDomains, tcp };
  const rules = policy.spec.rules ?? [];
  if (rules.length === 0) return [[nameOf(policy, 0, kind), { ...NEVER, origin: originOf(policy, 'spec') }]];
  return rules.flatMap((rule, index) => {
    const made = rule && rulePolicy(rule, place, kind.action === 'ALLOW');
    const origin = originOf(policy, `spec.rules[${String(index)}]`);
    return made ? [[nameOf(policy, index, kind), { ...made, origin }] as const] : [];
  });
}

function nameOf({ namespace, name }: AuthorizationPolicy, rule: number, { namePrefix }: RuleSetKind): string {
  return `${namePrefix}ns[${namespace}]-policy[${name}]-rule[${String(rule)}]`;
}

/** What cannot be read is no wish. */
function isDryRun({ annotations }: AuthorizationPolicy): boolean {
  return parseBool(annotations[DRY_RUN] ?? '') === true;
}
